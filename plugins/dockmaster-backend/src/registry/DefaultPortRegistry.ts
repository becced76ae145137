import {
  ListReservationsRequest,
  PortHistoryRequest,
  PortImport,
  PortOverview,
  PortPreview,
  PortRelease,
  Reservation,
  ReserveRequest,
} from '@huleedu/plugin-dockmaster-common';
import {
  DEFAULT_ENVIRONMENT,
  environmentsOf,
  Standard,
} from '@huleedu/rule-087';
import { actorOf } from '../access/actorOf';
import { RequestOptions } from '../access/RequestOptions';
import { ServiceCatalog } from '../inspection/ServiceCatalog';
import { currentClaims } from '../ports/currentClaims';
import { driftOf } from '../ports/drift';
import { overviewOf } from '../ports/overview';
import { planImport } from '../ports/planImport';
import { PortError } from '../ports/PortError';
import { PortStore } from '../ports/PortStore';
import { parseOwner } from './parseOwner';
import { parseReserve } from './parseReserve';
import { LeaseTimes, parseTtl } from './parseTtl';
import { PortRegistry } from './PortRegistry';

/** The registry on a store. Knows no permissions. */
export class DefaultPortRegistry implements PortRegistry {
  readonly #store: PortStore;
  readonly #catalog: ServiceCatalog;
  readonly #standard: Standard;
  readonly #leases: LeaseTimes;

  constructor(options: {
    store: PortStore;
    catalog: ServiceCatalog;
    standard: Standard;
    leases: LeaseTimes;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#standard = options.standard;
    this.#leases = options.leases;
  }

  async overview(environment: string | undefined): Promise<PortOverview> {
    const name = environment ?? DEFAULT_ENVIRONMENT;
    return overviewOf(
      name,
      environmentsOf(this.#standard),
      await this.#store.snapshot(name),
    );
  }

  async drift(environment: string | undefined) {
    const name = environment ?? DEFAULT_ENVIRONMENT;
    return driftOf(name, currentClaims(await this.#store.snapshot(name)));
  }

  async preview(
    request: ReserveRequest,
    options: RequestOptions,
  ): Promise<PortPreview> {
    const wanted = this.#wanted(request, options);
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

  async reserve(request: ReserveRequest, options: RequestOptions) {
    const wanted = this.#wanted(request, options);
    const ownerExists = await this.#exists(wanted.owner);
    return this.#store.reserve({ ...wanted, ownerExists });
  }

  async list(request: ListReservationsRequest) {
    const owner = request.owner && parseOwner(request.owner);
    return this.#store.list({ ...request, ...(owner && { owner }) });
  }

  async get(id: string): Promise<Reservation> {
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

  async history(request: PortHistoryRequest) {
    const { environment = DEFAULT_ENVIRONMENT, limit = 50, ...rest } = request;
    const owner = rest.owner && parseOwner(rest.owner);
    return this.#store.history({
      ...rest,
      environment,
      limit,
      ...(owner && { owner }),
    });
  }

  async confirm(id: string, version: number, options: RequestOptions) {
    return this.#store.confirm({ id, version, actor: actorOf(options) });
  }

  async renew(
    id: string,
    version: number,
    request: { ttl?: string; pullRequest?: string },
    options: RequestOptions,
  ) {
    return this.#store.renew({
      id,
      version,
      actor: actorOf(options),
      ttlMs: parseTtl(request, this.#leases),
      pullRequest: request.pullRequest,
    });
  }

  async transfer(
    id: string,
    version: number,
    to: string,
    options: RequestOptions,
  ) {
    const owner = parseOwner(to);
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
    options: RequestOptions,
  ): Promise<PortRelease> {
    if (!(await this.#store.get(id))) {
      return { released: false, ports: {} };
    }
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
    options: RequestOptions,
  ): Promise<PortImport> {
    const { environment = DEFAULT_ENVIRONMENT, dryRun = true } = request;
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

  #wanted(request: ReserveRequest, options: RequestOptions) {
    return {
      ...parseReserve(request),
      ttlMs: parseTtl(request, this.#leases),
      requester: actorOf(options),
    };
  }

  /** The caller may lack access to the entity, so the registry looks it up itself. */
  async #exists(owner: string): Promise<boolean> {
    return (await this.#catalog.existing([owner])).has(owner);
  }
}
