import { useApi } from '@backstage/core-plugin-api';
import { PortHistoryRequest } from '@huleedu/plugin-dockmaster-common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { queryKeys } from '../../../shared/query';

const PAGE = 20;

/** The events of a port or of an owner's ports, the latest first, a page at a time. */
export function usePortHistory({
  environment,
  port,
  owner,
}: Pick<PortHistoryRequest, 'environment' | 'port' | 'owner'>) {
  const api = useApi(dockmasterApiRef);
  const request = { environment, port, owner };
  return useInfiniteQuery({
    queryKey: queryKeys.portHistory(request),
    queryFn: ({ pageParam: cursor }) =>
      api.getPortHistory({ ...request, cursor, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}
