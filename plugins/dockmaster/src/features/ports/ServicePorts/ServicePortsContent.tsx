import { Button, Skeleton, Text } from '@backstage/ui';
import { Report } from '@huleedu/plugin-dockmaster-common';
import { PropsWithChildren } from 'react';
import { ServicePorts } from './useServicePorts';
import { Sentence } from '../../../shared/EntityOrComposeLink';
import { PortLocations } from '../PortLocations';
import { DRIFT_CODES } from '../PortDrift';
import { chipsOf, remainingDrift } from './chipsOf';
import { PortChips } from './PortChips';
import styles from './ServicePorts.module.css';

const MOST = 3;

/** The section's inside, by what is known. */
export function ServicePortsContent(props: {
  ports?: ServicePorts;
  kind?: Report['kind'];
  error?: Error;
  onRetry: () => void;
}) {
  const { ports, kind, error, onRetry } = props;
  if (!ports) {
    return error ? (
      <Words>
        The ports could not be read: {error.message}{' '}
        <Button variant="tertiary" size="small" onPress={() => onRetry()}>
          Try again
        </Button>
      </Words>
    ) : (
      <Skeleton width={260} height={20} />
    );
  }
  const chips = chipsOf(ports);
  const drift = remainingDrift(ports);
  return (
    <>
      {error && (
        <Words>The ports could not be read again; this is from before.</Words>
      )}
      {chips.length > 0 ? (
        <PortChips chips={chips} />
      ) : (
        <Words>
          {kind === 'worker'
            ? 'None: a worker without a database needs none.'
            : 'None reserved, and its files say none.'}
        </Words>
      )}
      {drift.length > 0 && (
        <ul className={styles.drift} aria-label="Where its files differ">
          {drift.slice(0, MOST).map(({ code, message, locations }) => (
            <li key={`${code} ${message}`}>
              <span aria-hidden="true">{DRIFT_CODES[code].sign} </span>
              <strong>{DRIFT_CODES[code].words}:</strong>{' '}
              <Sentence>{message}</Sentence>
              <PortLocations locations={locations} most={1} />
            </li>
          ))}
          {drift.length > MOST && <li>and {drift.length - MOST} more</li>}
        </ul>
      )}
    </>
  );
}

function Words(props: PropsWithChildren<{}>) {
  return (
    <Text as="p" variant="body-small" color="secondary">
      {props.children}
    </Text>
  );
}
