import { useApi } from '@backstage/core-plugin-api';
import { PortImport } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { Refreshed, useRefreshed } from '../../../shared/useRefreshed';

/** What importing the fleet would write. */
export function useImportPlan(environment: string): Refreshed<PortImport> {
  const api = useApi(dockmasterApiRef);
  const load = useCallback(
    () => api.importPorts({ environment, dryRun: true }),
    [api, environment],
  );
  return useRefreshed(load);
}
