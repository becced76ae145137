import { useApi } from '@backstage/core-plugin-api';
import { PortPreview, ReserveRequest } from '@huleedu/plugin-dockmaster-common';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { queryKeys } from '../../shared/query';
import { useDebounced } from './useDebounced';

const PAUSE_MS = 300;

/** The ports that a reservation would get, asked for when a person pauses. */
export function usePortPreview(request: ReserveRequest | undefined): {
  preview?: PortPreview;
  error?: Error;
  isPending: boolean;
} {
  const api = useApi(dockmasterApiRef);
  const key = JSON.stringify(request);
  const settledKey = useDebounced(key, PAUSE_MS);
  const settled: ReserveRequest | undefined =
    settledKey && JSON.parse(settledKey);
  const { data, error, isPending } = useQuery({
    queryKey: queryKeys.portPreview(settled),
    queryFn: () => api.previewPorts(settled!),
    enabled: settled !== undefined,
    gcTime: 0,
  });
  if (key === undefined) return { isPending: false };
  if (key !== settledKey) return { isPending: true };
  return { preview: data, error: error ?? undefined, isPending };
}
