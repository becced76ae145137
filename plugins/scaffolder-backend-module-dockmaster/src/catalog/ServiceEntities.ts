import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { Initiated, RegistryAccess } from '../registry/RegistryAccess';

/** The services of the catalog, for those who may do something to them. */
export class ServiceEntities {
  readonly #access: RegistryAccess;
  readonly #catalog: CatalogService;
  readonly #permissions: PermissionsService;

  constructor(options: {
    access: RegistryAccess;
    catalog: CatalogService;
    permissions: PermissionsService;
  }) {
    this.#access = options.access;
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
  }

  /**
   * The service that whoever started a task names.
   *
   * @param deed - what its owners do to it, for the refusal
   *
   * @throws NotFoundError where they see none
   * @throws NotAllowedError where they lack the permission on it
   */
  async find(
    ref: string,
    options: {
      context: Initiated;
      permission: ResourcePermission;
      deed: string;
    },
  ): Promise<{ entityRef: string; entity: Entity }> {
    const { context, permission, deed } = options;
    const credentials = await this.#access.credentialsOf(context);
    const entityRef = stringifyEntityRef(
      parseEntityRef(ref, { defaultKind: 'component' }),
    );
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) throw new NotFoundError(`The catalog has no ${entityRef}.`);
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You lack the permission ${permission.name} on ${entityRef}: its owners ${deed}.`,
      );
    }
    return { entityRef, entity };
  }
}
