import { Select, Text } from '@backstage/ui';
import { PortOverview } from '@huleedu/plugin-dockmaster-common';
import { ReactNode } from 'react';
import { Legend } from './Legend';
import styles from './Summary.module.css';

/** What is left to give out, in which environment, and what can be done about it. */
export function Summary(props: {
  overview: PortOverview;
  driftCount?: number;
  actions: ReactNode;
  onEnvironment: (environment: string) => void;
}) {
  const { overview, driftCount, actions, onEnvironment } = props;
  const { environment, environments } = overview;
  return (
    <div className={styles.summary}>
      <div className={styles.words}>
        <Text as="p" variant="body-large">
          Environment {environment} · {leftInWords(overview)}
        </Text>
        {driftCount !== undefined && driftCount > 0 && (
          <Text as="p" variant="body-small">
            <a href="#drift" className={styles.jump}>
              {driftCount === 1 ? '1 difference' : `${driftCount} differences`}{' '}
              between files, registry and pools
            </a>
          </Text>
        )}
        <Legend />
      </div>
      <div className={styles.actions}>
        {environments.length > 1 && (
          <Select
            aria-label="Environment"
            options={environments.map(name => ({ id: name, label: name }))}
            value={environment}
            onChange={name => onEnvironment(String(name))}
          />
        )}
        {actions}
      </div>
    </div>
  );
}

/** `11 of 20 pairs can still be given out`. */
function leftInWords({ pools }: PortOverview): string {
  const ports = pools.find(({ name }) => name === 'http')?.ports ?? [];
  const count = (state: string) =>
    ports.filter(port => port.state === state).length;
  const resting = count('quarantined');
  return `${count('free')} of ${
    ports.length
  } pairs can still be given out${restingInWords(resting)}`;
}

function restingInWords(resting: number): string {
  if (resting === 0) return '';
  return resting === 1 ? ', 1 more rests' : `, ${resting} more rest`;
}
