import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEntityPermission } from '@backstage/plugin-catalog-react/alpha';
import {
  serviceFixPermission,
  TEMPLATE_PURPOSE_ANNOTATION,
} from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { templateFormRouteRef } from '../../routes';
import { useRefreshed } from '../../shared/useRefreshed';

/**
 * The address of the form that fixes a service, with the service filled in. Undefined without permission, without such a template, or while the
 * catalog does not answer.
 */
export function useFixTemplate(entityRef: string): string | undefined {
  const catalogApi = useApi(catalogApiRef);
  const toForm = useRouteRef(templateFormRouteRef);
  const { allowed } = useEntityPermission(serviceFixPermission);
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
    return items[0]?.metadata;
  }, [catalogApi]);
  const { value: template } = useRefreshed(load);
  if (!allowed || !template || !toForm) return undefined;
  const { namespace = 'default', name } = template;
  const formData = JSON.stringify({ entityRef });
  return `${toForm({
    namespace,
    templateName: name,
  })}?${new URLSearchParams({ formData })}`;
}
