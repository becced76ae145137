import { useApi } from '@backstage/core-plugin-api';
import { ClauseExplanation } from '@huleedu/plugin-dockmaster-common';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from './dockmasterApiRef';
import { queryKeys } from './query';

/** The explanations of the clauses, by id. */
export function useClauses() {
  const api = useApi(dockmasterApiRef);
  return useQuery({
    queryKey: queryKeys.clauses,
    queryFn: () => api.listClauses(),
    select: byId,
  });
}

function byId(clauses: ClauseExplanation[]): Map<string, ClauseExplanation> {
  return new Map(clauses.map(clause => [clause.id, clause]));
}
