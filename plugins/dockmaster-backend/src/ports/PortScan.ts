import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { MonorepoObservation, PortObservation } from '@huleedu/rule-087';
import { FoundLine } from './claims';
import { PortObservations } from './PortObservations';
import { PortStore } from './PortStore';

/** Who confirms a lease whose ports the owner's files show. */
const ACTOR = 'dockmaster';

/** Brings to the registry what the inspection reads. A scan that is not complete says nothing. */
export class PortScan {
  readonly #observations: PortObservations;
  readonly #store: PortStore;
  readonly #logger: LoggerService;
  /** How long the ports of an owner that is gone are kept. */
  readonly #forgetAfterMs: number;

  constructor(options: {
    observations: PortObservations;
    store: PortStore;
    logger: LoggerService;
    forgetAfterMs: number;
  }) {
    this.#observations = options.observations;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#forgetAfterMs = options.forgetAfterMs;
  }

  async sawService(
    entityRef: string,
    ports: PortObservation[],
    links: Record<string, string>,
  ) {
    await this.#observations.observe(
      entityRef,
      ports.map(port => rowOf(port, entityRef, links)),
    );
    await this.#confirmLeases(entityRef);
  }

  /** Nothing has changed since the last scan of the service. */
  async sawServiceAgain(entityRef: string) {
    await this.#observations.observeAgain(entityRef);
    await this.#confirmLeases(entityRef);
  }

  async sawMonorepo(
    root: string,
    { ports, incomplete }: MonorepoObservation,
    links: Record<string, string>,
  ) {
    if (incomplete.length > 0) {
      this.#logger.warn(
        `The ports of ${root} are not all known: ${incomplete.join('; ')}`,
      );
      return;
    }
    await this.#observations.observe(
      root,
      ports.map(port => rowOf(port, null, links)),
    );
  }

  /** One complete look at the catalog: what is there, and so what is gone. */
  async sawCatalog(options: {
    existing: (entityRefs: string[]) => Promise<Set<string>>;
    isScope: (scope: string) => boolean;
  }) {
    const owners: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await this.#store.list({ limit: 200, cursor });
      owners.push(...page.items.map(({ owner }) => owner));
      cursor = page.nextCursor;
      if (cursor === undefined) break;
    }
    const existing = await options.existing(owners);
    await this.#observations.forgetScopes(options.isScope);
    await this.#store.forgetOwners({
      exists: owner => existing.has(owner),
      afterMs: this.#forgetAfterMs,
    });
  }

  /** A lease waits for the files that show its ports: once they are there, it has arrived. */
  async #confirmLeases(entityRef: string) {
    const { items } = await this.#store.list({
      owner: entityRef,
      state: 'leased',
    });
    if (items.length === 0) return;
    const shown = new Set(await this.#observations.seen(entityRef));
    for (const { id, version, ports: leased } of items) {
      if (!Object.values(leased).every(port => shown.has(port))) continue;
      try {
        await this.#store.confirm({ id, version, actor: ACTOR });
      } catch (error) {
        // Somebody was quicker; the next inspection looks again.
        this.#logger.info(
          `The ports of ${entityRef} were not confirmed: ${
            toError(error).message
          }`,
        );
      }
    }
  }
}

function rowOf(
  port: PortObservation,
  owner: string | null,
  links: Record<string, string>,
): FoundLine {
  const { file, startLine } = port.evidence;
  return {
    owner,
    composeService: port.composeService ?? null,
    role: port.role,
    protocol: port.protocol,
    port: port.port ?? null,
    source: port.source,
    variable: port.variable ?? null,
    isLiteral: port.isLiteral,
    file,
    line: startLine,
    ...(links[file] && { url: links[file] }),
  };
}
