import { createHash } from 'node:crypto';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  REPORT_UPDATED_TOPIC,
  ReportUpdatedPayload,
} from '@huleedu/plugin-dockmaster-common';
import { Declaration, judge, Standard, versionOf } from '@huleedu/rule-087';
import {
  InspectionOutcome,
  InspectionStore,
} from '../database/InspectionStore';
import { ReadSources } from './ReadSources';
import { ComposeReader } from './ComposeReader';
import { locateService, Monorepo } from './ServiceLocation';
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
  standard: Standard;
  monorepos: Monorepo[];
};

/** Reads one service's files, judges them and stores the outcome. */
export class Inspector {
  readonly #options: InspectorOptions;

  constructor(options: InspectorOptions) {
    this.#options = options;
  }

  /** `fresh` reads every file anew, whatever the host says of its ETag, and judges it anew. */
  async inspect(
    entityRef: string,
    options: { fresh?: boolean; signal?: AbortSignal } = {},
  ) {
    const { store, events, logger } = this.#options;
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = options.signal
      ? AbortSignal.any([options.signal, timeout])
      : timeout;
    const outcome = await this.#examine(
      entityRef,
      options.fresh ?? false,
      signal,
    );
    if (options.signal?.aborted) return;
    const changed = await store.save(entityRef, outcome, { nextInMs: NEXT_MS });
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

  async #examine(
    entityRef: string,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<InspectionOutcome> {
    const { auth, catalog, reader, composeReader, store, standard } =
      this.#options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      const entity = await catalog.getEntityByRef(entityRef, { credentials });
      if (!entity)
        return {
          state: 'unreadable',
          reason: 'The entity is not in the catalog any more.',
        };
      const location = locateService(entity, this.#options.monorepos);
      const previous = await store.previous(entityRef);
      const read = await reader.read(
        location,
        fresh ? undefined : previous.sources,
        signal,
      );
      if (read.state !== 'read') return read;
      const { sources } = read;
      const compose = await composeReader.read(location, { fresh, signal });
      const digest = digestOf(
        sources,
        compose?.digest,
        standard,
        location.declaration,
      );
      const report =
        digest === previous.digest && !fresh
          ? undefined
          : judge(
              { ...sources, ...(compose ?? { compose: [] }) },
              standard,
              location.declaration,
            );
      const links = { ...compose?.links, ...read.links };
      return { state: 'checked', report, digest, sources, links };
    } catch (error) {
      return { state: 'unreadable', reason: toError(error).message };
    }
  }
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
    .update(`${standard.id} ${versionOf(standard)}`)
    .update(JSON.stringify(declaration));
  return hash.digest('hex');
}
