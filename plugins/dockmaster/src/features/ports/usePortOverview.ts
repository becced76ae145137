import { useApi } from '@backstage/core-plugin-api';
import { PortDrift, PortOverview } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { Refreshed, useRefreshed } from '../../shared/useRefreshed';

const REFRESH = { intervalMs: 30_000 };

/** Every number of the pools. */
export function usePortOverview(environment?: string): Refreshed<PortOverview> {
  const api = useApi(dockmasterApiRef);
  const load = useCallback(() => api.getPorts(environment), [api, environment]);
  return useRefreshed(load, REFRESH);
}

/** Where files, registry and pools differ. */
export function usePortDrift(environment?: string): Refreshed<PortDrift[]> {
  const api = useApi(dockmasterApiRef);
  const load = useCallback(
    () => api.getPortDrift(environment),
    [api, environment],
  );
  return useRefreshed(load, REFRESH);
}
