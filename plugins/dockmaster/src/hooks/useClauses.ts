import { useApi } from '@backstage/core-plugin-api';
import { ClauseExplanation } from '@huleedu/plugin-dockmaster-common';
import { useCallback, useEffect, useState } from 'react';
import { dockmasterApiRef } from '../api';

/** What the clauses want, by id. Undefined until they are there. */
export function useClauses(): {
  clauses?: Map<string, ClauseExplanation>;
  error?: Error;
  reload(): void;
} {
  const api = useApi(dockmasterApiRef);
  const [turn, setTurn] = useState(0);
  const [clauses, setClauses] = useState<Map<string, ClauseExplanation>>();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    let isCurrent = true;
    setError(undefined);
    api.listClauses().then(
      items => {
        if (isCurrent) setClauses(new Map(items.map(item => [item.id, item])));
      },
      reason => {
        if (isCurrent) setError(reason);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [api, turn]);
  const reload = useCallback(() => setTurn(before => before + 1), []);
  return { clauses, error, reload };
}
