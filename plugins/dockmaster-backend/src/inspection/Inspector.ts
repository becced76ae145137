import { createHash } from 'node:crypto';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ForwardedError, toError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  locateService,
  Monorepo,
  REPORT_UPDATED_TOPIC,
  ReportUpdatedPayload,
} from '@huleedu/plugin-dockmaster-common';
import {
  Declaration,
  engineVersion,
  examine,
  PortObservation,
  Standard,
  versionOf,
} from '@huleedu/rule-087';
import { withFixable } from '@huleedu/service-fixer';
import { InspectionOutcome, InspectionStore } from './InspectionStore';
import { PortScan } from '../ports/PortScan';
import { ComposeReader } from './ComposeReader';
import { isComplete } from './isComplete';
import { MonorepoScan } from './MonorepoScan';
import { ReadSources } from './ReadSources';
import { SourceReader } from './SourceReader';

/** A host that does not answer for this long holds up no other service. */
const TIMEOUT_MS = 30_000;

/** How long until a service is inspected again without anybody asking. */
const NEXT_MS = 24 * 60 * 60 * 1000;

export type InspectorOptions = {
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  reader: SourceReader;
  composeReader: ComposeReader;
  store: InspectionStore;
  portScan: PortScan;
  monorepoScan: MonorepoScan;
  standard: Standard;
  monorepos: Monorepo[];
};

/** What the files of a service say of its ports; undefined where they were not all read, which says nothing. */
type PortSighting =
  | { isNew: true; ports: PortObservation[]; links: Record<string, string> }
  | { isNew: false };

type Examination = {
  outcome: InspectionOutcome;
  sighting?: PortSighting;
  /** URL of the root that the paths are relative to. */
  root?: string;
};

/** Reads one service's files, judges them and stores the outcome. */
export class Inspector {
  readonly #options: InspectorOptions;

  constructor(options: InspectorOptions) {
    this.#options = options;
  }

  /**
   * `fresh` reads every file anew, whatever the host says of its ETag, and judges it anew.
   *
   * @throws ForwardedError when the catalog does not answer: that says nothing of the service, which is due again once its claim has lapsed
   */
  async inspect(
    entityRef: string,
    options: { fresh?: boolean; signal?: AbortSignal } = {},
  ) {
    const { store, events, logger } = this.#options;
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = options.signal
      ? AbortSignal.any([options.signal, timeout])
      : timeout;
    const entity = await this.#entityOf(entityRef);
    const { outcome, sighting, root } = await this.#examine(
      entityRef,
      entity,
      options.fresh ?? false,
      signal,
    );
    if (options.signal?.aborted) return;
    const changed = await store.save(entityRef, outcome, { nextInMs: NEXT_MS });
    await this.#tellOfPorts(entityRef, sighting);
    if (options.fresh) await this.#scanMonorepo(root, signal);
    if (outcome.state !== 'checked')
      logger.debug(`${entityRef}: ${outcome.reason}`);
    if (!changed) return;
    const stored = await store.get(entityRef);
    const eventPayload: ReportUpdatedPayload = {
      entityRef,
      conforms: stored?.conforms ?? null,
      score: stored?.score ?? null,
    };
    await events.publish({ topic: REPORT_UPDATED_TOPIC, eventPayload });
  }

  async #entityOf(entityRef: string): Promise<Entity | undefined> {
    const { auth, catalog } = this.#options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      return await catalog.getEntityByRef(entityRef, { credentials });
    } catch (error) {
      throw new ForwardedError('The catalog does not answer', error);
    }
  }

  async #tellOfPorts(entityRef: string, sighting: PortSighting | undefined) {
    const { portScan } = this.#options;
    if (!sighting) return;
    if (sighting.isNew) {
      await portScan.sawService(entityRef, sighting.ports, sighting.links);
    } else {
      await portScan.sawServiceAgain(entityRef);
    }
  }

  /** Who asks for one service anew wants to know of what is around it, too. */
  async #scanMonorepo(root: string | undefined, signal: AbortSignal) {
    const { monorepoScan, monorepos } = this.#options;
    const monorepo = monorepos.find(({ url }) => url === root);
    if (monorepo) await monorepoScan.scan(monorepo, signal);
  }

  async #examine(
    entityRef: string,
    entity: Entity | undefined,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<Examination> {
    const { reader, composeReader, store, standard } = this.#options;
    if (!entity)
      return unreadable('The entity is not in the catalog any more.');
    try {
      const location = locateService(entity, this.#options.monorepos);
      const { root } = location;
      const previous = await store.previous(entityRef);
      const read = await reader.read(
        location,
        fresh ? undefined : previous.sources,
        signal,
      );
      if (read.state === 'no-dockerfile') {
        return {
          outcome: read,
          sighting: { isNew: true, ports: [], links: {} },
          root,
        };
      }
      if (read.state !== 'read') return { outcome: read, root };
      const { sources } = read;
      const compose = await composeReader.read(location, { fresh, signal });
      const links = { ...compose?.links, ...read.links };
      const digest = digestOf(
        sources,
        compose?.digest,
        standard,
        location.declaration,
      );
      const checked = { state: 'checked' as const, digest, sources, links };
      if (digest === previous.digest && !fresh) {
        return {
          outcome: checked,
          root,
          ...(previous.isComplete && { sighting: { isNew: false } }),
        };
      }
      const { declaration } = location;
      const all = { ...sources, ...(compose ?? { compose: [] }) };
      const { report: raw, ports } = examine(all, standard, declaration);
      const report = withFixable(raw, all, standard, declaration);
      return {
        outcome: { ...checked, report },
        root,
        ...(isComplete(report) && { sighting: { isNew: true, ports, links } }),
      };
    } catch (error) {
      return unreadable(toError(error).message);
    }
  }
}

function unreadable(reason: string): Examination {
  return { outcome: { state: 'unreadable', reason } };
}

/** What a report depends on, and nothing else. */
function digestOf(
  sources: ReadSources,
  compose: string | undefined,
  standard: Standard,
  declaration: Declaration,
): string {
  const hash = createHash('sha256');
  for (const file of [sources.dockerfile, sources.pyproject]) {
    const { etag, ...judged } = file;
    hash.update(JSON.stringify(judged));
  }
  hash
    .update(compose ?? '')
    .update(`${engineVersion} ${standard.id} ${versionOf(standard)}`)
    .update(JSON.stringify(declaration));
  return hash.digest('hex');
}
