import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  portAdministerPermission,
  portManagePermission,
  Reservation,
} from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { useRefreshed } from '../../../shared/useRefreshed';

/** Whether the backend would let this person change a reservation: its owner's owners, or who reserved it while there is no owner. */
export function useMayChange({
  owner,
  requester,
}: Pick<Reservation, 'owner' | 'requester'>): boolean {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const load = useCallback(async () => {
    const [entity, { userEntityRef }] = await Promise.all([
      catalogApi.getEntityByRef(owner),
      identityApi.getBackstageIdentity(),
    ]);
    return { exists: entity !== undefined, userEntityRef };
  }, [catalogApi, identityApi, owner]);
  const { value } = useRefreshed(load);
  const manage = usePermission({
    permission: portManagePermission,
    resourceRef: owner,
  });
  const administer = usePermission({ permission: portAdministerPermission });
  if (!value) return false;
  if (value.exists) return manage.allowed;
  return value.userEntityRef === requester || administer.allowed;
}
