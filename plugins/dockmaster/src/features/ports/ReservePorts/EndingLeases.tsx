import { Text } from '@backstage/ui';
import { Until } from '../Until';
import { EntityOrComposeLink } from '../../../shared/EntityOrComposeLink';
import { PortProblem } from '../PortProblem';
import styles from './EndingLeases.module.css';

const MOST = 5;

/** When numbers free up, where none is free. */
export function EndingLeases({ leases }: Pick<PortProblem, 'leases'>) {
  if (leases.length === 0) return null;
  return (
    <div>
      <Text as="p" variant="body-small" color="secondary">
        Leases that end first, unless they are confirmed:
      </Text>
      <ul className={styles.list}>
        {leases.slice(0, MOST).map(({ port, owner, until }) => (
          <li key={port}>
            <strong>{port}</strong>{' '}
            {owner && <EntityOrComposeLink claimant={owner} />},{' '}
            <Until at={until} />
          </li>
        ))}
      </ul>
    </div>
  );
}
