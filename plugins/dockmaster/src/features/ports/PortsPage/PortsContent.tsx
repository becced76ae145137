import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Container, Skeleton } from '@backstage/ui';
import { portReadPermission } from '@huleedu/plugin-dockmaster-common';
import { QueryProvider } from '../../../shared/query';
import { PortsBoard } from './PortsBoard';
import styles from './PortsContent.module.css';

/** The page below its header, for who may read ports. */
export function PortsContent() {
  const { allowed, loading } = usePermission({
    permission: portReadPermission,
  });
  return (
    <Container>
      <div className={styles.content}>
        {loading && <Skeleton width="100%" height={200} />}
        {!loading && !allowed && (
          <Alert
            status="info"
            icon
            title="You may not see the ports"
            description="Ask the portal’s administrators for the permission dockmaster.port.read."
          />
        )}
        {allowed && (
          <QueryProvider>
            <PortsBoard />
          </QueryProvider>
        )}
      </div>
    </Container>
  );
}
