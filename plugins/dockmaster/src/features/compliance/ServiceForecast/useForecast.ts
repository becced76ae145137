import {
  Entity,
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { queryKeys } from '../../../shared/query';

/** The rebuild forecast of a service. */
export function useForecast(entity: Entity) {
  const api = useApi(dockmasterApiRef);
  return useQuery({
    queryKey: queryKeys.forecast(stringifyEntityRef(entity)),
    queryFn: () => api.getForecast(getCompoundEntityRef(entity)),
  });
}
