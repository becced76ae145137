import { NotFoundError } from '@backstage/errors';
import {
  CreateWaiverRequest,
  reportReadPermission,
  waiverManagePermission,
} from '@huleedu/plugin-dockmaster-common';
import { Authorization } from '../access/Authorization';
import { RequestOptions } from '../access/RequestOptions';
import { ServiceCatalog } from '../inspection/ServiceCatalog';
import { parseWaiver } from './parseWaiver';
import { Waivers } from './Waivers';

/** Waivers for callers with permissions on the services. */
export class AuthorizedWaivers implements Waivers {
  readonly #waivers: Waivers;
  readonly #catalog: ServiceCatalog;
  readonly #authorization: Authorization;

  constructor(options: {
    waivers: Waivers;
    catalog: ServiceCatalog;
    authorization: Authorization;
  }) {
    this.#waivers = options.waivers;
    this.#catalog = options.catalog;
    this.#authorization = options.authorization;
  }

  /** Those that the caller may read. */
  async list(entityRef: string | undefined, options: RequestOptions) {
    const all = await this.#waivers.list(entityRef, options);
    const refs = [...new Set(all.map(waiver => waiver.entityRef))];
    const allowed = new Set(
      await this.#authorization.allowed(reportReadPermission, refs, options),
    );
    return all.filter(waiver => allowed.has(waiver.entityRef));
  }

  async get(id: string, options: RequestOptions) {
    const waiver = await this.#waivers.get(id, options);
    await this.#authorization.requireOn(
      reportReadPermission,
      waiver.entityRef,
      options,
    );
    return waiver;
  }

  async create(request: CreateWaiverRequest, options: RequestOptions) {
    const { entityRef } = parseWaiver(request);
    if (!(await this.#catalog.has(entityRef, options.credentials))) {
      throw new NotFoundError(`${entityRef} is no service of the catalog`);
    }
    await this.#mayManage(entityRef, options);
    return this.#waivers.create(request, options);
  }

  async delete(id: string, options: RequestOptions) {
    const { entityRef } = await this.#waivers.get(id, options);
    await this.#mayManage(entityRef, options);
    await this.#waivers.delete(id, options);
  }

  async #mayManage(entityRef: string, options: RequestOptions) {
    await this.#authorization.requireOn(
      waiverManagePermission,
      entityRef,
      options,
    );
  }
}
