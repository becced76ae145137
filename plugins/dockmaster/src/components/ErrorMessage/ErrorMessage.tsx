import { Alert, Button } from '@backstage/ui';

const NAMED: Record<string, { title: string; description: string }> = {
  NotAllowedError: {
    title: 'You may not see this report',
    description:
      'Ask the portal’s administrators for the permission dockmaster.report.read.',
  },
  NotFoundError: {
    title: 'Dockmaster does not inspect this entity',
    description:
      'It may be too new, or the portal’s dockmaster.entityFilter leaves it out.',
  },
};

/** Why nothing newer can be shown; what waiting may mend can be tried again. */
export function ErrorMessage(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  // A ResponseError carries the backend's own error as its cause.
  const cause = error.cause instanceof Error ? error.cause : error;
  const named = NAMED[cause.name];
  return (
    <div role="alert">
      {named ? (
        <Alert status="info" icon {...named} />
      ) : (
        <Alert
          status="danger"
          icon
          title="Dockmaster did not answer"
          description={cause.message}
          customActions={
            <Button variant="secondary" size="small" onPress={onRetry}>
              Try again
            </Button>
          }
        />
      )}
    </div>
  );
}
