import { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Link, Text } from '@backstage/ui';
import { portReadPermission, Report } from '@huleedu/plugin-dockmaster-common';
import { useServicePorts } from './useServicePorts';
import { portsLinkRouteRef } from '../../../routes';
import { ServicePortsContent } from './ServicePortsContent';
import styles from './ServicePorts.module.css';

/** Which ports are the service's, and whether its files agree; not there for who may not see ports. */
export function ServicePorts(props: { entity: Entity; kind?: Report['kind'] }) {
  const { allowed } = usePermission({ permission: portReadPermission });
  return allowed ? <PortsOf {...props} /> : null;
}

function PortsOf(props: { entity: Entity; kind?: Report['kind'] }) {
  const { entity, kind } = props;
  const { data: ports, error, refetch } = useServicePorts(entity);
  const toPorts = useRouteRef(portsLinkRouteRef);
  // The backend may be stricter than the browser knows.
  const cause =
    error?.cause instanceof Error ? error.cause : error ?? undefined;
  if (cause?.name === 'NotAllowedError') return null;
  return (
    <section className={styles.root} aria-label="Ports">
      <div className={styles.header}>
        <Text as="h4" variant="body-medium" weight="bold">
          Ports
        </Text>
        {toPorts && (
          <Link href={toPorts()} variant="body-small">
            All ports
          </Link>
        )}
      </div>
      <ServicePortsContent
        ports={ports}
        kind={kind}
        error={cause}
        onRetry={refetch}
      />
    </section>
  );
}
