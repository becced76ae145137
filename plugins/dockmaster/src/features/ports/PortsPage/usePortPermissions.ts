import { usePermission } from '@backstage/plugin-permission-react';
import {
  portAdministerPermission,
  portReservePermission,
} from '@huleedu/plugin-dockmaster-common';

/** What a person may begin with ports, whosoever they are. */
export function usePortPermissions() {
  const reserve = usePermission({ permission: portReservePermission });
  const administer = usePermission({ permission: portAdministerPermission });
  return { mayReserve: reserve.allowed, mayImport: administer.allowed };
}
