import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { TEMPLATE_PURPOSE_ANNOTATION } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { useRefreshed } from './useRefreshed';

/** The template that brings a service into line; undefined where the portal has none, or the catalog does not answer. */
export function useFixTemplate():
  | { namespace: string; templateName: string }
  | undefined {
  const catalogApi = useApi(catalogApiRef);
  const load = useCallback(async () => {
    const { items } = await catalogApi.queryEntities({
      filter: {
        kind: 'Template',
        [`metadata.annotations.${TEMPLATE_PURPOSE_ANNOTATION}`]: 'fix',
      },
      fields: ['metadata.name', 'metadata.namespace'],
      orderFields: { field: 'metadata.name', order: 'asc' },
      limit: 1,
    });
    return items.map(({ metadata: { namespace = 'default', name } }) => ({
      namespace,
      templateName: name,
    }))[0];
  }, [catalogApi]);
  return useRefreshed(load).value;
}
