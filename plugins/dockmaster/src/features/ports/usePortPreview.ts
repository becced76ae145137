import { useApi } from '@backstage/core-plugin-api';
import { PortPreview, ReserveRequest } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { useDebounced } from './useDebounced';
import { useRefreshed } from '../../shared/useRefreshed';

const PAUSE_MS = 300;

/** What reserving would give, asked for when a person pauses. */
export function usePortPreview(request: ReserveRequest | undefined): {
  preview?: PortPreview;
  error?: Error;
  isPending: boolean;
} {
  const api = useApi(dockmasterApiRef);
  const key = JSON.stringify(request);
  const settled = useDebounced(key, PAUSE_MS);
  const load = useCallback(
    async () =>
      settled === undefined ? undefined : api.previewPorts(JSON.parse(settled)),
    [api, settled],
  );
  const { value: preview, error } = useRefreshed(load);
  if (key === undefined) return { isPending: false };
  if (key !== settled) return { isPending: true };
  return { preview, error, isPending: !preview && !error };
}
