import {
  Entity,
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { ServiceDetail } from '@huleedu/plugin-dockmaster-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { polledEvery, queryKeys } from '../../shared/query';

/** Often while the first inspection is awaited, else so that an open page does not age. */
const POLL_MS = { pending: 2_000, other: 60_000 };

export type ServiceReport = {
  /** Undefined until the first answer. What was shown stays while it is fetched again. */
  service?: ServiceDetail;
  /** Why the last request failed; undefined once one succeeds. */
  error?: Error;
  isChecking: boolean;
  /** Has the files read and judged again. */
  check(): void;
  /** Asks again for what is stored. */
  reload(): void;
};

/** What Dockmaster knows of a service, kept up to date while the page is open. */
export function useServiceReport(entity: Entity): ServiceReport {
  const api = useApi(dockmasterApiRef);
  const queryClient = useQueryClient();
  const entityRef = stringifyEntityRef(entity);
  const queryKey = queryKeys.report(entityRef);
  const check = useMutation({
    mutationFn: () => api.refreshService(getCompoundEntityRef(entity)),
    // An answer that is on its way would show an older verdict.
    onMutate: () => queryClient.cancelQueries({ queryKey }),
    onSuccess: service => {
      queryClient.setQueryData(queryKey, service);
      for (const key of [queryKeys.forecast(entityRef), queryKeys.ports])
        void queryClient.invalidateQueries({ queryKey: key });
    },
  });
  const report = useQuery({
    ...polledEvery(POLL_MS.other),
    queryKey,
    queryFn: () => api.getService(getCompoundEntityRef(entity)),
    refetchInterval: ({ state }) => {
      if (check.isPending) return false;
      return state.data?.state === 'pending' ? POLL_MS.pending : POLL_MS.other;
    },
  });
  const hasFailedToCheck =
    check.isError && check.submittedAt > report.dataUpdatedAt;
  return {
    service: report.data,
    error: (hasFailedToCheck ? check.error : report.error) ?? undefined,
    isChecking: check.isPending,
    check: check.mutate,
    reload: report.refetch,
  };
}
