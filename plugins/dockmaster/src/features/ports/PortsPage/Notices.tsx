import { Alert, Button } from '@backstage/ui';

/** What was done just now, until it is read or the next thing is done. */
export function Done(props: { words?: string; onDismiss: () => void }) {
  const { words, onDismiss } = props;
  return (
    <div role="status">
      {words && (
        <Alert
          status="success"
          icon
          title={words}
          customActions={
            <Button variant="tertiary" size="small" onPress={onDismiss}>
              Dismiss
            </Button>
          }
        />
      )}
    </div>
  );
}

/** Says that what is shown is from before, and why. */
export function Stale(props: {
  readAt: Date;
  error: Error;
  onRetry: () => void;
}) {
  const { readAt, error, onRetry } = props;
  const cause = error.cause instanceof Error ? error.cause : error;
  return (
    <div role="alert">
      <Alert
        status="warning"
        icon
        title="The ports could not be read again"
        description={`Shown is what was known at ${readAt.toLocaleTimeString()}. What failed: ${
          cause.message
        }`}
        customActions={
          <Button variant="secondary" size="small" onPress={() => onRetry()}>
            Try again
          </Button>
        }
      />
    </div>
  );
}
