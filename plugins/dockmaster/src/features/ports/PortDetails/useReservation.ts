import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { polledEvery, queryKeys } from '../../../shared/query';

/** The reservation that a port belongs to; null if it belongs to none. */
export function useReservation(environment: string, port: number) {
  const api = useApi(dockmasterApiRef);
  return useQuery({
    ...polledEvery(30_000),
    queryKey: queryKeys.portReservation(environment, port),
    queryFn: async () => {
      const { items } = await api.listReservations({
        environment,
        port,
        limit: 1,
      });
      return items.at(0) ?? null;
    },
  });
}
