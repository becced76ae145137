import { useApi } from '@backstage/core-plugin-api';
import {
  PortEvent,
  PortHistoryRequest,
} from '@huleedu/plugin-dockmaster-common';
import { useCallback, useState } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { useRefreshed } from '../../../shared/useRefreshed';
import { useSubmit } from '../../../shared/useSubmit';

const PAGE = 20;

export type History = {
  /** The latest first; undefined until they are there. */
  events?: PortEvent[];
  error?: Error;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore(): void;
  reload(): void;
};

/** What happened to a port, or to an owner's ports, a page at a time. */
export function usePortHistory(
  request: Pick<PortHistoryRequest, 'environment' | 'port' | 'owner'>,
): History {
  const api = useApi(dockmasterApiRef);
  const { environment, port, owner } = request;
  const load = useCallback(
    (cursor?: string) =>
      api.getPortHistory({ environment, port, owner, cursor, limit: PAGE }),
    [api, environment, port, owner],
  );
  const loadFirst = useCallback(() => load(), [load]);
  const { value: first, error, reload } = useRefreshed(loadFirst);
  // Pages that follow the first one belong to it alone.
  const [later, setLater] = useState<{
    first: typeof first;
    events: PortEvent[];
    nextCursor?: string;
  }>();
  const following = later && later.first === first ? later : undefined;
  const nextCursor = following ? following.nextCursor : first?.nextCursor;
  const more = useSubmit(load);

  const loadMore = async () => {
    const page = await more.submit(nextCursor);
    if (!page) return;
    setLater({
      first,
      events: [...(following?.events ?? []), ...page.items],
      nextCursor: page.nextCursor,
    });
  };
  return {
    events: first && [...first.items, ...(following?.events ?? [])],
    error: error ?? more.error,
    hasMore: nextCursor !== undefined,
    isLoadingMore: more.isPending,
    loadMore,
    reload,
  };
}
