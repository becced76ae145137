import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useState } from 'react';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { useDebounced } from '../useDebounced';
import { useRefreshed } from '../../../shared/useRefreshed';

const MOST = 20;
const PAUSE_MS = 200;

/** Services of the catalog whose name holds what was typed; none where the catalog does not answer. */
export function useOwnerSuggestions(typed: string): string[] {
  const catalogApi = useApi(catalogApiRef);
  const term = useDebounced(typed.trim(), PAUSE_MS);
  const load = useCallback(async () => {
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
  }, [catalogApi, term]);
  const { value } = useRefreshed(load);
  // The ones before stay until the next are there: a list that empties in between jumps under the pointer.
  const [suggestions, setSuggestions] = useState<string[]>([]);
  useEffect(() => {
    if (value) setSuggestions(value);
  }, [value]);
  return suggestions;
}
