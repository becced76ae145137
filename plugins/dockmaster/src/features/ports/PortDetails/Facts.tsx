import { Link } from '@backstage/ui';
import { Reservation } from '@huleedu/plugin-dockmaster-common';
import { ReactNode } from 'react';
import { Until } from '../Until';
import {
  EntityOrComposeLink,
  displayName,
  Sentence,
} from '../../../shared/EntityOrComposeLink';
import {
  PORT_STATES,
  ROLES,
  StateShape,
  KnownPort,
  claimantsOf,
} from '../PortState';
import styles from './Facts.module.css';

const WHO: Partial<Record<KnownPort['state'], string>> = {
  active: 'Belongs to',
  leased: 'Belongs to',
  quarantined: 'Belonged to',
};

/** What is known of a port, a line each. */
export function Facts(props: { port: KnownPort; reservation?: Reservation }) {
  const { port, reservation } = props;
  const { state, role, partner, until, reason } = port;
  const claimants = claimantsOf(port);
  const pullRequest = reservation?.pullRequest;
  return (
    <dl className={styles.facts}>
      <Fact name="State">
        <span className={styles.state}>
          <StateShape state={state} /> {PORT_STATES[state]}
        </span>
      </Fact>
      {claimants.length > 0 && (
        <Fact name={WHO[state] ?? 'Claimed by'}>
          {claimants.map((claimant, index) => (
            <span key={claimant}>
              {index > 0 && ', '}
              <EntityOrComposeLink claimant={claimant} />
            </span>
          ))}
        </Fact>
      )}
      {partner !== undefined && (
        <Fact name={ROLES[role === 'http' ? 'prometheus' : 'http']}>
          {partner}
        </Fact>
      )}
      {until && (
        <Fact name={state === 'leased' ? 'Leased until' : 'Rests until'}>
          <Until at={until} />
        </Fact>
      )}
      {reason && (
        <Fact name="Why">
          <Sentence>{reason}</Sentence>
        </Fact>
      )}
      {reservation && (
        <Fact name="Reserved by">{displayName(reservation.requester)}</Fact>
      )}
      {pullRequest && (
        <Fact name="Waits for">
          <Link href={pullRequest}>{pullRequest}</Link>
        </Fact>
      )}
    </dl>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
