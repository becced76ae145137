import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { queryKeys } from '../../shared/query';

const DEFAULTS = { defaultKind: 'component', defaultNamespace: 'default' };

/** The fix of a service, worked out each time that it is opened. */
export function useFix(entityRef: string) {
  const api = useApi(dockmasterApiRef);
  return useQuery({
    queryKey: queryKeys.fix(entityRef),
    queryFn: () => api.getFix(parseEntityRef(entityRef, DEFAULTS)),
    gcTime: 0,
  });
}
