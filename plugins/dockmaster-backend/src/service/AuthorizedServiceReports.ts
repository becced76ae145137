import { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  ListServicesRequest,
  reportReadPermission,
  reportRefreshPermission,
} from '@huleedu/plugin-dockmaster-common';
import { RequestOptions, ServiceReports } from './ServiceReports';

/** Asks the permission of each request, on the entity that it is about. */
export class AuthorizedServiceReports implements ServiceReports {
  readonly #reports: ServiceReports;
  readonly #permissions: PermissionsService;

  constructor(reports: ServiceReports, permissions: PermissionsService) {
    this.#reports = reports;
    this.#permissions = permissions;
  }

  /** A page holds only what the caller may read, so it can be shorter than was asked for. */
  async list(request: ListServicesRequest, options: RequestOptions) {
    const page = await this.#reports.list(request, options);
    const decisions = await this.#permissions.authorize(
      page.items.map(({ entityRef }) => ({
        permission: reportReadPermission,
        resourceRef: entityRef,
      })),
      options,
    );
    return {
      ...page,
      items: page.items.filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    };
  }

  async get(entityRef: string, options: RequestOptions) {
    await this.#authorize(reportReadPermission, entityRef, options);
    return this.#reports.get(entityRef, options);
  }

  async history(entityRef: string, options: RequestOptions) {
    await this.#authorize(reportReadPermission, entityRef, options);
    return this.#reports.history(entityRef, options);
  }

  async refresh(entityRef: string, options: RequestOptions) {
    await this.#authorize(reportReadPermission, entityRef, options);
    await this.#authorize(reportRefreshPermission, entityRef, options);
    return this.#reports.refresh(entityRef, options);
  }

  async #authorize(
    permission: ResourcePermission,
    resourceRef: string,
    options: RequestOptions,
  ) {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      options,
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You lack the permission ${permission.name} on ${resourceRef}`,
      );
    }
  }
}
