import { Text } from '@backstage/ui';
import { ServiceDetail } from '@huleedu/plugin-dockmaster-common';
import { Headline } from '../../shared/Headline';
import { Loading } from './Loading';
import styles from './WithoutReport.module.css';

/** A service that was not judged, each reason told apart. */
export function WithoutReport({ service }: { service: ServiceDetail }) {
  const { state, reason } = service;
  if (state === 'no-dockerfile') {
    return (
      <div className={styles.root}>
        <Headline tone="neutral" sign="–">
          No Dockerfile
        </Headline>
        <Text as="p" variant="body-medium" color="secondary">
          {reason} Add a Dockerfile.dev beside the catalog file, or name the
          Dockerfile with the annotation{' '}
          <code>dockmaster.huleedu.com/dockerfile</code>.
        </Text>
      </div>
    );
  }
  if (state === 'unreadable') {
    return (
      <div className={styles.root}>
        <Headline tone="warning" sign="?">
          The files could not be read
        </Headline>
        <Text as="p" variant="body-medium" color="secondary">
          {reason}
        </Text>
      </div>
    );
  }
  return (
    <div className={styles.root}>
      <Headline tone="neutral" sign="…">
        Not checked yet
      </Headline>
      <Text as="p" variant="body-medium" color="secondary">
        The files will be read within seconds, and the verdict appears here.
      </Text>
      <Loading />
    </div>
  );
}
