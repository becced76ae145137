import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

type Options = { credentials: BackstageCredentials };

/** Asks whether a caller may. */
export class Authorization {
  readonly #permissions: PermissionsService;

  constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  /** @throws NotAllowedError when the caller may not */
  async require(permission: BasicPermission, options: Options) {
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
    options: Options,
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
    options: Options,
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
