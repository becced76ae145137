import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEntityPermission } from '@backstage/plugin-catalog-react/alpha';
import {
  serviceFixPermission,
  TEMPLATE_PURPOSE_ANNOTATION,
} from '@huleedu/plugin-dockmaster-common';
import { useQuery } from '@tanstack/react-query';
import { templateFormRouteRef } from '../../routes';
import { queryKeys } from '../../shared/query';

/**
 * The address of the form that fixes a service, with the service filled in. Undefined without permission, without such a template, or while the
 * catalog does not answer.
 */
export function useFixTemplate(entityRef: string): string | undefined {
  const catalogApi = useApi(catalogApiRef);
  const toForm = useRouteRef(templateFormRouteRef);
  const { allowed } = useEntityPermission(serviceFixPermission);
  const { data: template } = useQuery({
    queryKey: queryKeys.fixTemplate,
    queryFn: async () => {
      const { items } = await catalogApi.queryEntities({
        filter: {
          kind: 'Template',
          [`metadata.annotations.${TEMPLATE_PURPOSE_ANNOTATION}`]: 'fix',
        },
        fields: ['metadata.name', 'metadata.namespace'],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: 1,
      });
      return items.at(0)?.metadata ?? null;
    },
  });
  if (!allowed || !template || !toForm) return undefined;
  const { namespace = 'default', name } = template;
  const formData = JSON.stringify({ entityRef });
  return `${toForm({
    namespace,
    templateName: name,
  })}?${new URLSearchParams({ formData })}`;
}
