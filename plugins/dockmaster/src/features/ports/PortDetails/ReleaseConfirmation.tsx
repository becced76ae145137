import { Button, Text } from '@backstage/ui';
import styles from './BundleActions.module.css';
import { Question } from './Question';

/** What releasing means, before it is done. */
export function ReleaseConfirmation(props: {
  owner: string;
  ports: string;
  isInFiles: boolean;
  isPending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { owner, ports, isInFiles, isPending, onConfirm, onCancel } = props;
  return (
    <Question label="Release">
      <Text as="p" variant="body-medium" weight="bold">
        Release {ports} of {owner}?
      </Text>
      <Text as="p" variant="body-medium">
        They rest in quarantine for a while: {owner} can take them back, others
        get them only when nothing else is left. After that, anybody may.
      </Text>
      {isInFiles && (
        <Text as="p" variant="body-medium" color="warning">
          The files of {owner} still say these ports. As long as they do, the
          ports are shown as observed only, and nobody else gets them.
        </Text>
      )}
      <div className={styles.buttons}>
        <Button destructive isPending={isPending} onPress={onConfirm}>
          Release
        </Button>
        <Button variant="secondary" onPress={onCancel}>
          Keep them
        </Button>
      </div>
    </Question>
  );
}
