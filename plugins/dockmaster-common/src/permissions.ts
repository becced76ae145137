import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see what a service's files say about rule 087. The resource is the service's entity, so a policy may use the catalog's own rules
 * (`isEntityOwner`, …).
 *
 * @public
 */
export const reportReadPermission = createPermission({
  name: 'dockmaster.report.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** To have a service's files read and judged anew. The resource is the service's entity. @public */
export const reportRefreshPermission = createPermission({
  name: 'dockmaster.report.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** @public */
export const dockmasterPermissions = [
  reportReadPermission,
  reportRefreshPermission,
];
