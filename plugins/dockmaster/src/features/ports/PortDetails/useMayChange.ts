import { useApi } from '@backstage/core-plugin-api';
import { coreApis } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  portAdministerPermission,
  portManagePermission,
  Reservation,
} from '@huleedu/plugin-dockmaster-common';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../../shared/query';

/** Whether the backend would let this person change a reservation: its owner's owners, or who reserved it while there is no owner. */
export function useMayChange({
  owner,
  requester,
}: Pick<Reservation, 'owner' | 'requester'>): boolean {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(coreApis.identity);
  const { data } = useQuery({
    queryKey: queryKeys.portOwner(owner),
    queryFn: async () => {
      const [entity, { userEntityRef }] = await Promise.all([
        catalogApi.getEntityByRef(owner),
        identityApi.getBackstageIdentity(),
      ]);
      return { exists: entity !== undefined, userEntityRef };
    },
  });
  const manage = usePermission({
    permission: portManagePermission,
    resourceRef: owner,
  });
  const administer = usePermission({ permission: portAdministerPermission });
  if (!data) return false;
  if (data.exists) return manage.allowed;
  return data.userEntityRef === requester || administer.allowed;
}
