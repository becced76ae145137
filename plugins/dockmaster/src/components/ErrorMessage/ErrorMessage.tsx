import { Alert, Button } from '@backstage/ui';

type Explained = Record<string, { title: string; description: string }>;

const REPORT: Explained = {
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

const PORTS: Explained = {
  NotAllowedError: {
    title: 'You may not see the ports',
    description:
      'Ask the portal’s administrators for the permission dockmaster.port.read.',
  },
};

/** Why nothing newer can be shown; what waiting may mend can be tried again. */
export function ErrorMessage(props: {
  error: Error;
  about?: 'report' | 'ports';
  onRetry: () => void;
}) {
  const { error, about = 'report', onRetry } = props;
  // A ResponseError carries the backend's own error as its cause.
  const cause = error.cause instanceof Error ? error.cause : error;
  const named = (about === 'ports' ? PORTS : REPORT)[cause.name];
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
