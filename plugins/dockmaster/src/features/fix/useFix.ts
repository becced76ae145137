import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { ServiceFix } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { Refreshed, useRefreshed } from '../../shared/useRefreshed';

const DEFAULTS = { defaultKind: 'component', defaultNamespace: 'default' };

/** The fix of a service. */
export function useFix(entityRef: string): Refreshed<ServiceFix> {
  const api = useApi(dockmasterApiRef);
  const load = useCallback(
    async () => api.getFix(parseEntityRef(entityRef, DEFAULTS)),
    [api, entityRef],
  );
  return useRefreshed(load);
}
