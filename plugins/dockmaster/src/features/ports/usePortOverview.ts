import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { polledEvery, queryKeys } from '../../shared/query';

/** Every number of the pools. */
export function usePortOverview(environment?: string) {
  const api = useApi(dockmasterApiRef);
  return useQuery({
    ...polledEvery(30_000),
    queryKey: queryKeys.portOverview(environment),
    queryFn: () => api.getPorts(environment),
  });
}
