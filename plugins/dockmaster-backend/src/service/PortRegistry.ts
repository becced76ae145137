import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ListReservationsRequest,
  portAdministerPermission,
  PortHistoryRequest,
  PortImport,
  portManagePermission,
  PortOverview,
  PortPreview,
  portReadPermission,
  PortRelease,
  portReservePermission,
  Reservation,
  ReserveRequest,
} from '@huleedu/plugin-dockmaster-common';
import {
  DEFAULT_ENVIRONMENT,
  environmentsOf,
  Standard,
} from '@huleedu/rule-087';
import { Duration } from 'luxon';
import { ServiceCatalog } from '../inspection/ServiceCatalog';
import { currentClaims } from '../ports/currentClaims';
import { driftOf } from '../ports/drift';
import { overviewOf } from '../ports/overview';
import { planImport } from '../ports/planImport';
import { PortError } from '../ports/PortError';
import { PortStore, Reserve } from '../ports/PortStore';
import { actorOf } from './actorOf';
import { Authorization } from './Authorization';

type Options = { credentials: BackstageCredentials };

/** How long leases last, in milliseconds. */
export type LeaseTimes = {
  /** Where the request says nothing. */
  default: number;
  /** Where a pull request is waited for; nothing lasts longer. */
  longest: number;
};

const SHORTEST_LEASE_MS = 60_000;
const NAME = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/;

/** The port registry as its API offers it: who may do what, and in which words. */
export class PortRegistry {
  readonly #store: PortStore;
  readonly #catalog: ServiceCatalog;
  readonly #authorization: Authorization;
  readonly #standard: Standard;
  readonly #leases: LeaseTimes;

  constructor(options: {
    store: PortStore;
    catalog: ServiceCatalog;
    authorization: Authorization;
    standard: Standard;
    leases: LeaseTimes;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#authorization = options.authorization;
    this.#standard = options.standard;
    this.#leases = options.leases;
  }

  async overview(
    environment: string | undefined,
    options: Options,
  ): Promise<PortOverview> {
    await this.#authorization.require(portReadPermission, options);
    const name = environment ?? DEFAULT_ENVIRONMENT;
    return overviewOf(
      name,
      environmentsOf(this.#standard),
      await this.#store.snapshot(name),
    );
  }

  async drift(environment: string | undefined, options: Options) {
    await this.#authorization.require(portReadPermission, options);
    const name = environment ?? DEFAULT_ENVIRONMENT;
    return driftOf(name, currentClaims(await this.#store.snapshot(name)));
  }

  async preview(
    request: ReserveRequest,
    options: Options,
  ): Promise<PortPreview> {
    await this.#authorization.require(portReadPermission, options);
    const wanted = this.#read(request, options.credentials);
    const { ports, reused, held } = await this.#store.preview({
      ...wanted,
      ownerExists: false,
    });
    const { owner, environment, kind } = wanted;
    return {
      preview: true,
      binding: false,
      owner,
      environment,
      kind,
      ports,
      held,
      ...(reused.length > 0 && {
        reused: reused.map(entry => ({
          ...entry,
          until: new Date(entry.until).toISOString(),
        })),
      }),
    };
  }

  async reserve(request: ReserveRequest, options: Options) {
    const wanted = this.#read(request, options.credentials);
    const ownerExists = await this.#exists(wanted.owner);
    if (ownerExists) await this.#mayManage(wanted.owner, options);
    else await this.#authorization.require(portReservePermission, options);
    return this.#store.reserve({ ...wanted, ownerExists });
  }

  async list(request: ListReservationsRequest, options: Options) {
    await this.#authorization.require(portReadPermission, options);
    const owner = request.owner && readOwner(request.owner, 'owner');
    return this.#store.list({ ...request, ...(owner && { owner }) });
  }

  async get(id: string, options: Options): Promise<Reservation> {
    await this.#authorization.require(portReadPermission, options);
    const reservation = await this.#store.get(id);
    if (!reservation) {
      throw new PortError(
        404,
        'NO_RESERVATION',
        `There is no reservation ${id}: it was released, or its lease has ended.`,
        { reservation: id },
      );
    }
    return reservation;
  }

  async history(request: PortHistoryRequest, options: Options) {
    await this.#authorization.require(portReadPermission, options);
    const { environment = DEFAULT_ENVIRONMENT, limit = 50, ...rest } = request;
    const owner = rest.owner && readOwner(rest.owner, 'owner');
    return this.#store.history({
      ...rest,
      environment,
      limit,
      ...(owner && { owner }),
    });
  }

  async confirm(id: string, version: number, options: Options) {
    await this.#authorizeChange(id, options);
    return this.#store.confirm({ id, version, actor: actorOf(options) });
  }

  async renew(
    id: string,
    version: number,
    request: { ttl?: string; pullRequest?: string },
    options: Options,
  ) {
    await this.#authorizeChange(id, options);
    return this.#store.renew({
      id,
      version,
      actor: actorOf(options),
      ttlMs: this.#ttl(request),
      pullRequest: request.pullRequest,
    });
  }

  async transfer(id: string, version: number, to: string, options: Options) {
    const owner = readOwner(to, 'owner');
    await this.#authorizeChange(id, options);
    // Who takes ports over must be asked as well as who gives them away.
    if (await this.#exists(owner)) await this.#mayManage(owner, options);
    return this.#store.transfer({
      id,
      version,
      owner,
      actor: actorOf(options),
    });
  }

  async release(
    id: string,
    version: number,
    options: Options,
  ): Promise<PortRelease> {
    if (!(await this.#store.get(id))) {
      await this.#authorization.require(portReadPermission, options);
      return { released: false, ports: {} };
    }
    await this.#authorizeChange(id, options);
    const released = await this.#store.release({
      id,
      version,
      actor: actorOf(options),
    });
    return released
      ? { released: true, ...released }
      : { released: false, ports: {} };
  }

  async import(
    request: { environment?: string; dryRun?: boolean },
    options: Options,
  ): Promise<PortImport> {
    const { environment = DEFAULT_ENVIRONMENT, dryRun = true } = request;
    await this.#authorization.require(
      dryRun ? portReadPermission : portAdministerPermission,
      options,
    );
    const rows = planImport(
      await this.#catalog.list(),
      currentClaims(await this.#store.snapshot(environment)),
    );
    if (!dryRun) {
      const actor = actorOf(options);
      await this.#store.importBundles(
        rows
          .filter(({ outcome }) => ['assigned', 'legacy'].includes(outcome))
          .map(({ owner, ports, reason }) => ({
            owner,
            environment,
            kind: ports.http === undefined ? 'worker' : 'http',
            ports,
            actor,
            detail: reason,
          })),
      );
    }
    return { environment, dryRun, rows };
  }

  /** @throws PortError when the request cannot mean anything */
  #read(
    request: ReserveRequest,
    credentials: BackstageCredentials,
  ): Omit<Reserve, 'ownerExists'> {
    const { kind = 'http', database = false, ports = {} } = request;
    if (kind === 'worker' && !database) {
      throw new PortError(
        400,
        'NOTHING_TO_RESERVE',
        'A worker serves no port, so without a database there is nothing to reserve. Ask with "database": true, or not at all.',
        { field: 'database' },
      );
    }
    for (const [name, isWanted] of [
      ['http', kind === 'http'],
      ['database', database],
    ] as const) {
      if (ports[name] !== undefined && !isWanted) {
        throw new PortError(
          400,
          'NOTHING_TO_RESERVE',
          `ports.${name} names a port that is not asked for: ${
            name === 'http' ? 'a worker serves none' : 'database is not true'
          }.`,
          { field: `ports.${name}` },
        );
      }
    }
    return {
      owner: readOwner(request.owner, 'owner'),
      environment: request.environment ?? DEFAULT_ENVIRONMENT,
      kind,
      database,
      explicit: ports,
      state: request.state ?? 'leased',
      ttlMs: this.#ttl(request),
      requester: actorOf({ credentials }),
      task: request.task,
      pullRequest: request.pullRequest,
    };
  }

  #ttl({ ttl, pullRequest }: { ttl?: string; pullRequest?: string }): number {
    const { longest } = this.#leases;
    if (ttl === undefined) {
      return pullRequest === undefined ? this.#leases.default : longest;
    }
    const duration = Duration.fromISO(ttl);
    const ms = duration.isValid ? duration.toMillis() : NaN;
    if (!(ms >= SHORTEST_LEASE_MS && ms <= longest)) {
      throw new PortError(
        400,
        'INVALID_DURATION',
        `ttl is "${ttl}"; it must be an ISO 8601 duration from PT1M to ${Duration.fromMillis(
          longest,
        )
          .rescale()
          .toISO()}, such as PT24H.`,
        { field: 'ttl' },
      );
    }
    return ms;
  }

  /** Before its entity exists, whoever reserved ports changes them, or the platform's owners; afterwards the entity's owners. */
  async #authorizeChange(id: string, options: Options) {
    const reservation = await this.#store.get(id);
    if (!reservation) {
      await this.#authorization.require(portReadPermission, options);
      return;
    }
    const { owner, requester } = reservation;
    if (await this.#exists(owner)) {
      await this.#mayManage(owner, options);
    } else if (requester !== actorOf(options)) {
      await this.#authorization.require(portAdministerPermission, options);
    }
  }

  async #mayManage(entityRef: string, options: Options) {
    await this.#authorization.requireOn(
      portManagePermission,
      entityRef,
      options,
    );
  }

  /** Whoever asks may not see the entity: whether it is there, the registry looks up itself. */
  async #exists(owner: string): Promise<boolean> {
    return (await this.#catalog.existing([owner])).has(owner);
  }
}

/** @throws PortError when it is no entity ref */
function readOwner(owner: string, field: string): string {
  try {
    const ref = parseEntityRef(owner.toLocaleLowerCase('en-US'), {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
    if ([ref.kind, ref.namespace, ref.name].every(part => NAME.test(part)))
      return stringifyEntityRef(ref);
  } catch {
    // Said below.
  }
  throw new PortError(
    400,
    'INVALID_OWNER',
    `${field} is "${owner.slice(
      0,
      100,
    )}", which is no entity ref. Write it as component:default/billing-service.`,
    { field },
  );
}
