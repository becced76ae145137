import { Entity, getCompoundEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { useRefreshed } from '../../../shared/useRefreshed';

/** What an edit of a service makes the builder run again. */
export function useForecast(entity: Entity) {
  const api = useApi(dockmasterApiRef);
  const load = useCallback(
    () => api.getForecast(getCompoundEntityRef(entity)),
    [api, entity],
  );
  return useRefreshed(load).value;
}
