import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { polledEvery, queryKeys } from '../../../shared/query';

/** Where files, registry and pools differ. */
export function usePortDrift(environment?: string) {
  const api = useApi(dockmasterApiRef);
  return useQuery({
    ...polledEvery(30_000),
    queryKey: queryKeys.portDrift(environment),
    queryFn: () => api.getPortDrift(environment),
  });
}
