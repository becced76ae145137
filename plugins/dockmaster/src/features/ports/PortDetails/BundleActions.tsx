import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { Reservation } from '@huleedu/plugin-dockmaster-common';
import { useState } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { useMayChange } from './useMayChange';
import { usePortChange } from '../usePortChange';
import { shortTime } from '../Until';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { portProblemOf, PortProblemAlert } from '../PortProblem';
import { bundleInWords } from '../PortState';
import styles from './BundleActions.module.css';
import { ReleaseConfirmation } from './ReleaseConfirmation';
import { TransferForm } from './TransferForm';

/** What may be done with a reservation; nothing is there for who may not. */
export function BundleActions(props: {
  reservation: Reservation;
  /** Whether the owner's files say these ports. */
  isInFiles: boolean;
  /** Told in a sentence what was done. */
  onChanged: (words: string) => void;
}) {
  const { reservation, isInFiles, onChanged } = props;
  const api = useApi(dockmasterApiRef);
  const mayChange = useMayChange(reservation);
  const [asking, setAsking] = useState<'release' | 'transfer'>();
  const { mutate, isPending, error } = usePortChange(
    (act: () => Promise<string>) => act(),
    onChanged,
  );
  if (!mayChange) return null;

  const name = displayName(reservation.owner);
  const ports = bundleInWords(reservation.ports);
  const acts = {
    confirm: async () => {
      await api.confirmPorts(reservation);
      return `${name} keeps ${ports}.`;
    },
    renew: async () => {
      const { expiresAt } = await api.renewPorts(reservation);
      return `${name} has ${ports} until ${shortTime(expiresAt!)}.`;
    },
    release: async () => {
      const { quarantinedUntil } = await api.releasePorts(reservation);
      return quarantinedUntil
        ? `${name} released ${ports}. They rest until ${shortTime(
            quarantinedUntil,
          )}.`
        : `The ports of ${name} had been released already.`;
    },
    transferTo: (owner: string) => async () => {
      const moved = await api.transferPorts(reservation, owner);
      return `${ports} belong to ${displayName(moved.owner)} now.`;
    },
  };
  const problem = error && portProblemOf(error);
  return (
    <div className={styles.root}>
      {problem && problem.field !== 'owner' && (
        <PortProblemAlert problem={problem} />
      )}
      {asking === 'release' && (
        <ReleaseConfirmation
          owner={name}
          ports={ports}
          isInFiles={isInFiles}
          isPending={isPending}
          onConfirm={() => mutate(acts.release)}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {asking === 'transfer' && (
        <TransferForm
          ports={ports}
          problem={problem?.field === 'owner' ? problem.message : undefined}
          isPending={isPending}
          onTransfer={owner => mutate(acts.transferTo(owner))}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {!asking && (
        <div className={styles.buttons}>
          {reservation.state === 'leased' && (
            <>
              <Button
                isPending={isPending}
                onPress={() => mutate(acts.confirm)}
              >
                Confirm
              </Button>
              <Button
                variant="secondary"
                isDisabled={isPending}
                onPress={() => mutate(acts.renew)}
              >
                Renew
              </Button>
            </>
          )}
          <Button variant="secondary" onPress={() => setAsking('transfer')}>
            Transfer…
          </Button>
          <Button variant="secondary" onPress={() => setAsking('release')}>
            Release…
          </Button>
        </div>
      )}
    </div>
  );
}
