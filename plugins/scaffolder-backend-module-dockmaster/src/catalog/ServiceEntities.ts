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

/** Finds services in the catalog, and checks the user's permission on them. */
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
   * Finds a service for the user who started a task.
   *
   * @param action - the action of its owners, for the error message
   *
   * @throws NotFoundError if the user cannot see it
   * @throws NotAllowedError if the user lacks the permission on it
   */
  async find(
    ref: string,
    options: {
      context: Initiated;
      permission: ResourcePermission;
      action: string;
    },
  ): Promise<{ entityRef: string; entity: Entity }> {
    const { context, permission, action } = options;
    const credentials = await this.#access.credentialsOf(context);
    const entityRef = stringifyEntityRef(
      parseEntityRef(ref, { defaultKind: 'component' }),
    );
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) throw new NotFoundError(`${entityRef} is not in the catalog.`);
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You lack the permission ${permission.name} on ${entityRef}: only its owners may ${action}.`,
      );
    }
    return { entityRef, entity };
  }
}
