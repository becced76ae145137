import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityPermission } from '@backstage/plugin-catalog-react/alpha';
import { ButtonLink } from '@backstage/ui';
import { serviceFixPermission } from '@huleedu/plugin-dockmaster-common';
import { useFixTemplate } from '../../hooks/useFixTemplate';
import { templateFormRouteRef } from '../../routes';

/** Leads to the template that brings the service into line; not there for who may not, nor where the portal has none. */
export function TemplateLink({ entityRef }: { entityRef: string }) {
  const { allowed } = useEntityPermission(serviceFixPermission);
  const template = useFixTemplate();
  const toForm = useRouteRef(templateFormRouteRef);
  if (!allowed || !template || !toForm) return null;
  const formData = JSON.stringify({ entityRef });
  return (
    <ButtonLink
      href={`${toForm(template)}?${new URLSearchParams({ formData })}`}
    >
      Bring it into line
    </ButtonLink>
  );
}
