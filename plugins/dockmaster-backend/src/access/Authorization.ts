import { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { RequestOptions } from './RequestOptions';

/** Asks Backstage's permissions for a caller. */
export class Authorization {
  readonly #permissions: PermissionsService;

  constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  /** @throws NotAllowedError when the caller may not */
  async require(permission: BasicPermission, options: RequestOptions) {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission }],
      options,
    );
    if (result !== AuthorizeResult.ALLOW)
      throw new NotAllowedError(`You lack the permission ${permission.name}`);
  }

  /** @throws NotAllowedError when the caller may not, on this entity */
  async requireOn(
    permission: ResourcePermission,
    entityRef: string,
    options: RequestOptions,
  ) {
    const [allowed] = await this.allowed(permission, [entityRef], options);
    if (allowed === undefined) {
      throw new NotAllowedError(
        `You lack the permission ${permission.name} on ${entityRef}`,
      );
    }
  }

  /** Those of the entities on which the caller may. */
  async allowed(
    permission: ResourcePermission,
    entityRefs: string[],
    options: RequestOptions,
  ): Promise<string[]> {
    const decisions = await this.#permissions.authorize(
      entityRefs.map(resourceRef => ({ permission, resourceRef })),
      options,
    );
    return entityRefs.filter(
      (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
    );
  }
}
