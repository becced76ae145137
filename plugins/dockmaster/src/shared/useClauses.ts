import { useApi } from '@backstage/core-plugin-api';
import { ClauseExplanation } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { dockmasterApiRef } from './dockmasterApiRef';
import { useRefreshed } from './useRefreshed';

/** What the clauses want, by id. Undefined until they are there. */
export function useClauses(): {
  clauses?: Map<string, ClauseExplanation>;
  error?: Error;
  reload(): void;
} {
  const api = useApi(dockmasterApiRef);
  const load = useCallback(
    async () =>
      new Map((await api.listClauses()).map(clause => [clause.id, clause])),
    [api],
  );
  const { value: clauses, error, reload } = useRefreshed(load);
  return { clauses, error, reload };
}
