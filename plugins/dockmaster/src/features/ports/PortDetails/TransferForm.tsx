import { Button } from '@backstage/ui';
import { useState } from 'react';
import { OwnerField } from '../ReservePorts';
import styles from './BundleActions.module.css';
import { Question } from './Question';

/** Who gets the ports, as when a service is renamed. */
export function TransferForm(props: {
  ports: string;
  problem?: string;
  isPending: boolean;
  onTransfer: (owner: string) => void;
  onCancel: () => void;
}) {
  const { ports, problem, isPending, onTransfer, onCancel } = props;
  const [owner, setOwner] = useState('');
  return (
    <Question label="Transfer">
      <OwnerField
        label={`Give ${ports} to`}
        description="As when a service is renamed. Whoever has ports already gets no others."
        owner={owner}
        problem={problem}
        onChange={setOwner}
      />
      <div className={styles.buttons}>
        <Button
          isDisabled={owner.trim() === ''}
          isPending={isPending}
          onPress={() => onTransfer(owner.trim())}
        >
          Transfer
        </Button>
        <Button variant="secondary" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </Question>
  );
}
