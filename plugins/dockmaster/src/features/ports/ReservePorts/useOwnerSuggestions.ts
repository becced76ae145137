import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { useDebounced } from '../useDebounced';
import { queryKeys } from '../../../shared/query';

const MOST = 20;
const PAUSE_MS = 200;

/** Services of the catalog whose name contains what was typed; none while the catalog does not answer. */
export function useOwnerSuggestions(typed: string): string[] {
  const catalogApi = useApi(catalogApiRef);
  const term = useDebounced(typed.trim(), PAUSE_MS);
  const { data = [] } = useQuery({
    queryKey: queryKeys.ownerSuggestions(term),
    queryFn: async () => {
      const { items } = await catalogApi.queryEntities({
        filter: { kind: 'component', 'spec.type': 'service' },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: MOST,
        ...(term !== '' && {
          fullTextFilter: { term, fields: ['metadata.name'] },
        }),
      });
      return items.map(entity => displayName(stringifyEntityRef(entity)));
    },
    // A list that empties until the next answer jumps under the pointer.
    placeholderData: keepPreviousData,
  });
  return data;
}
