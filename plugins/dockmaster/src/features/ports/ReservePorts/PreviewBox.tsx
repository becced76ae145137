import { Alert, Text } from '@backstage/ui';
import { PortPreview } from '@huleedu/plugin-dockmaster-common';
import { shortTime } from '../Until';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { BundleNumbers } from '../PortState';
import styles from './PreviewBox.module.css';

/** What reserving would give, in words that promise nothing. */
export function PreviewBox(props: {
  preview?: PortPreview;
  /** Why there is none, where no field is at fault. */
  problem?: string;
  isPending: boolean;
}) {
  const { preview, problem, isPending } = props;
  return (
    <div className={styles.box} aria-live="polite" aria-busy={isPending}>
      <Text as="p" variant="body-small" color="secondary">
        Preview, not binding: nothing is taken until you reserve, and somebody
        else may be quicker.
      </Text>
      {preview ? (
        <>
          <BundleNumbers ports={preview.ports} />
          {preview.held && (
            <Text as="p" variant="body-small">
              {displayName(preview.owner)} has ports already; what it lacks is
              added.
            </Text>
          )}
          {preview.reused?.map(({ port, previousOwner, until }) => (
            <Alert
              key={port}
              status="warning"
              icon
              description={`${port} still rests until ${shortTime(
                until,
              )}, after ${displayName(
                previousOwner,
              )} released it. Nothing else is left.`}
            />
          ))}
        </>
      ) : (
        <Text
          as="p"
          variant="body-medium"
          color={problem ? 'danger' : 'secondary'}
          role={problem ? 'alert' : undefined}
        >
          {problem ?? (isPending ? 'Asking the registry…' : '–')}
        </Text>
      )}
    </div>
  );
}
