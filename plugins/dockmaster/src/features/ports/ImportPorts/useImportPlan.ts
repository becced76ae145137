import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { queryKeys } from '../../../shared/query';

/** What importing the fleet would write, worked out each time that it is opened. */
export function useImportPlan(environment: string) {
  const api = useApi(dockmasterApiRef);
  return useQuery({
    queryKey: queryKeys.portImport(environment),
    queryFn: () => api.importPorts({ environment, dryRun: true }),
    gcTime: 0,
  });
}
