import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';

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

/** To have files judged that are not in the catalog. @public */
export const reportCheckPermission = createPermission({
  name: 'dockmaster.report.check',
  attributes: {},
});

/** To waive a clause for a service, and to end waivers. The resource is the service's entity. @public */
export const waiverManagePermission = createPermission({
  name: 'dockmaster.waiver.manage',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** To have a service's files fixed by a template. The resource is the service's entity. @public */
export const serviceFixPermission = createPermission({
  name: 'dockmaster.service.fix',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** To see who has which port. @public */
export const portReadPermission = createPermission({
  name: 'dockmaster.port.read',
  attributes: { action: 'read' },
});

/** To reserve ports for a service that is not in the catalog yet. @public */
export const portReservePermission = createPermission({
  name: 'dockmaster.port.reserve',
  attributes: { action: 'create' },
});

/** To change the ports of a service that is in the catalog. The resource is its entity. @public */
export const portManagePermission = createPermission({
  name: 'dockmaster.port.manage',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** To import a fleet, and to change ports that others reserved for services that are not in the catalog. @public */
export const portAdministerPermission = createPermission({
  name: 'dockmaster.port.administer',
  attributes: { action: 'update' },
});

/** Every permission of Dockmaster, for a plugin's registry of permissions. @public */
export const dockmasterPermissions: Permission[] = [
  reportReadPermission,
  reportRefreshPermission,
  reportCheckPermission,
  waiverManagePermission,
  serviceFixPermission,
  portReadPermission,
  portReservePermission,
  portManagePermission,
  portAdministerPermission,
];
