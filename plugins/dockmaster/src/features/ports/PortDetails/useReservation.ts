import { useApi } from '@backstage/core-plugin-api';
import { Reservation } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { Refreshed, useRefreshed } from '../../../shared/useRefreshed';

const REFRESH = { intervalMs: 30_000 };

/** The reservation that a port belongs to; a value of undefined where it belongs to none. */
export function useReservation(
  environment: string,
  port: number,
): Refreshed<Reservation | undefined> {
  const api = useApi(dockmasterApiRef);
  const load = useCallback(async () => {
    const { items } = await api.listReservations({
      environment,
      port,
      limit: 1,
    });
    return items.at(0);
  }, [api, environment, port]);
  return useRefreshed(load, REFRESH);
}
