import {
  ListReservationsRequest,
  portAdministerPermission,
  PortHistoryRequest,
  portManagePermission,
  portReadPermission,
  portReservePermission,
  ReserveRequest,
} from '@huleedu/plugin-dockmaster-common';
import { actorOf } from '../access/actorOf';
import { Authorization } from '../access/Authorization';
import { RequestOptions } from '../access/RequestOptions';
import { ServiceCatalog } from '../inspection/ServiceCatalog';
import { PortStore } from '../ports/PortStore';
import { parseOwner } from './parseOwner';
import { parseReserve } from './parseReserve';
import { PortRegistry } from './PortRegistry';

/** The registry for callers with permissions on ports and services. */
export class AuthorizedPortRegistry implements PortRegistry {
  readonly #registry: PortRegistry;
  readonly #store: PortStore;
  readonly #catalog: ServiceCatalog;
  readonly #authorization: Authorization;

  constructor(options: {
    registry: PortRegistry;
    store: PortStore;
    catalog: ServiceCatalog;
    authorization: Authorization;
  }) {
    this.#registry = options.registry;
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#authorization = options.authorization;
  }

  async overview(environment: string | undefined, options: RequestOptions) {
    await this.#mayRead(options);
    return this.#registry.overview(environment, options);
  }

  async drift(environment: string | undefined, options: RequestOptions) {
    await this.#mayRead(options);
    return this.#registry.drift(environment, options);
  }

  async preview(request: ReserveRequest, options: RequestOptions) {
    await this.#mayRead(options);
    return this.#registry.preview(request, options);
  }

  async reserve(request: ReserveRequest, options: RequestOptions) {
    const { owner } = parseReserve(request);
    if (await this.#exists(owner)) await this.#mayManage(owner, options);
    else await this.#authorization.require(portReservePermission, options);
    return this.#registry.reserve(request, options);
  }

  async list(request: ListReservationsRequest, options: RequestOptions) {
    await this.#mayRead(options);
    return this.#registry.list(request, options);
  }

  async get(id: string, options: RequestOptions) {
    await this.#mayRead(options);
    return this.#registry.get(id, options);
  }

  async history(request: PortHistoryRequest, options: RequestOptions) {
    await this.#mayRead(options);
    return this.#registry.history(request, options);
  }

  async confirm(id: string, version: number, options: RequestOptions) {
    await this.#mayChange(id, options);
    return this.#registry.confirm(id, version, options);
  }

  async renew(
    id: string,
    version: number,
    request: { ttl?: string; pullRequest?: string },
    options: RequestOptions,
  ) {
    await this.#mayChange(id, options);
    return this.#registry.renew(id, version, request, options);
  }

  async transfer(
    id: string,
    version: number,
    to: string,
    options: RequestOptions,
  ) {
    const owner = parseOwner(to);
    await this.#mayChange(id, options);
    // The new owner's permission is required as well as the old one's.
    if (await this.#exists(owner)) await this.#mayManage(owner, options);
    return this.#registry.transfer(id, version, to, options);
  }

  async release(id: string, version: number, options: RequestOptions) {
    await this.#mayChange(id, options);
    return this.#registry.release(id, version, options);
  }

  async import(
    request: { environment?: string; dryRun?: boolean },
    options: RequestOptions,
  ) {
    const { dryRun = true } = request;
    await this.#authorization.require(
      dryRun ? portReadPermission : portAdministerPermission,
      options,
    );
    return this.#registry.import(request, options);
  }

  async #mayRead(options: RequestOptions) {
    await this.#authorization.require(portReadPermission, options);
  }

  /** Before its entity exists, a reservation belongs to its requester and the platform's owners; afterwards to the entity's owners. */
  async #mayChange(id: string, options: RequestOptions) {
    const reservation = await this.#store.get(id);
    if (!reservation) {
      await this.#mayRead(options);
      return;
    }
    const { owner, requester } = reservation;
    if (await this.#exists(owner)) {
      await this.#mayManage(owner, options);
    } else if (requester !== actorOf(options)) {
      await this.#authorization.require(portAdministerPermission, options);
    }
  }

  async #mayManage(entityRef: string, options: RequestOptions) {
    await this.#authorization.requireOn(
      portManagePermission,
      entityRef,
      options,
    );
  }

  async #exists(owner: string): Promise<boolean> {
    return (await this.#catalog.existing([owner])).has(owner);
  }
}
