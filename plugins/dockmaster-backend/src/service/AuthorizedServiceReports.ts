import {
  ListServicesRequest,
  reportReadPermission,
  reportRefreshPermission,
} from '@huleedu/plugin-dockmaster-common';
import { Authorization } from '../access/Authorization';
import { RequestOptions } from '../access/RequestOptions';
import { ServiceReports } from './ServiceReports';

/** Asks the permission of each request, on the entity that it is about. */
export class AuthorizedServiceReports implements ServiceReports {
  readonly #reports: ServiceReports;
  readonly #authorization: Authorization;

  constructor(reports: ServiceReports, authorization: Authorization) {
    this.#reports = reports;
    this.#authorization = authorization;
  }

  /** A page holds only what the caller may read, so it can be shorter than was asked for. */
  async list(request: ListServicesRequest, options: RequestOptions) {
    const page = await this.#reports.list(request, options);
    const allowed = await this.#readable(
      page.items.map(({ entityRef }) => entityRef),
      options,
    );
    return {
      ...page,
      items: page.items.filter(({ entityRef }) => allowed.has(entityRef)),
    };
  }

  async summary(options: RequestOptions & { only?: (ref: string) => boolean }) {
    const refs = await this.#reports.refs(options);
    const allowed = await this.#readable(refs, options);
    return this.#reports.summary({
      ...options,
      only: entityRef => allowed.has(entityRef),
    });
  }

  async refs(options: RequestOptions) {
    return [
      ...(await this.#readable(await this.#reports.refs(options), options)),
    ];
  }

  async get(entityRef: string, options: RequestOptions) {
    await this.#mayRead(entityRef, options);
    return this.#reports.get(entityRef, options);
  }

  async history(entityRef: string, options: RequestOptions) {
    await this.#mayRead(entityRef, options);
    return this.#reports.history(entityRef, options);
  }

  async forecast(entityRef: string, options: RequestOptions) {
    await this.#mayRead(entityRef, options);
    return this.#reports.forecast(entityRef, options);
  }

  async fix(entityRef: string, options: RequestOptions) {
    await this.#mayRead(entityRef, options);
    return this.#reports.fix(entityRef, options);
  }

  async refresh(entityRef: string, options: RequestOptions) {
    await this.#mayRead(entityRef, options);
    await this.#authorization.requireOn(
      reportRefreshPermission,
      entityRef,
      options,
    );
    return this.#reports.refresh(entityRef, options);
  }

  async #mayRead(entityRef: string, options: RequestOptions) {
    await this.#authorization.requireOn(
      reportReadPermission,
      entityRef,
      options,
    );
  }

  async #readable(refs: string[], options: RequestOptions) {
    return new Set(
      await this.#authorization.allowed(reportReadPermission, refs, options),
    );
  }
}
