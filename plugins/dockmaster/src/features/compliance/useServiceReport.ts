import { Entity, getCompoundEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { ServiceDetail } from '@huleedu/plugin-dockmaster-common';
import { useCallback, useEffect, useState } from 'react';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';

/** How soon to ask again: often while the first inspection is awaited, else so that an open page does not age. */
const POLL_MS = { pending: 2_000, otherwise: 60_000 };

export type ServiceReport = {
  /** Undefined until the first answer. What was shown stays while it is fetched again. */
  service?: ServiceDetail;
  /** Why the last request failed; undefined once one succeeds. */
  error?: Error;
  isChecking: boolean;
  /** Has the files read and judged anew. */
  check(): void;
  /** Asks again for what is stored. */
  reload(): void;
};

/** What Dockmaster knows of a service, kept up to date while the page is open. */
export function useServiceReport(entity: Entity): ServiceReport {
  const api = useApi(dockmasterApiRef);
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  const key = `${kind}:${namespace}/${name}`;
  const [answer, setAnswer] = useState<{
    key: string;
    service?: ServiceDetail;
    error?: Error;
  }>({ key });
  const [isChecking, setIsChecking] = useState(false);
  // Only the latest request may answer: an older one would show an older verdict.
  const [turns] = useState(() => ({ latest: 0 }));

  const ask = useCallback(
    async (request: () => Promise<ServiceDetail>) => {
      const turn = ++turns.latest;
      try {
        const service = await request();
        if (turn === turns.latest) setAnswer({ key, service });
      } catch (error) {
        if (turn === turns.latest)
          setAnswer(before => ({
            key,
            service: before.key === key ? before.service : undefined,
            error: error as Error,
          }));
      }
      return turn === turns.latest;
    },
    [key, turns],
  );

  const reload = useCallback(() => {
    void ask(() => api.getService({ kind, namespace, name }));
  }, [api, ask, kind, namespace, name]);

  const check = useCallback(async () => {
    setIsChecking(true);
    await ask(() => api.refreshService({ kind, namespace, name }));
    setIsChecking(false);
  }, [api, ask, kind, namespace, name]);

  const current = answer.key === key ? answer : { key };
  const isPending = current.service?.state === 'pending';

  useEffect(() => {
    reload();
    return () => {
      turns.latest++;
    };
  }, [reload, turns]);

  useEffect(() => {
    if (isChecking) return undefined;
    const timer = setInterval(
      reload,
      isPending ? POLL_MS.pending : POLL_MS.otherwise,
    );
    return () => clearInterval(timer);
  }, [reload, isChecking, isPending]);

  return {
    service: current.service,
    error: current.error,
    isChecking,
    check,
    reload,
  };
}
