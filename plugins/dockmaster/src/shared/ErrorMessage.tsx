import { Alert, Button } from '@backstage/ui';

/** By the error's name; where there is no description, the error's message is one. */
type Explained = Record<string, { title: string; description?: string }>;

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

const FIX: Explained = {
  NotAllowedError: {
    title: 'You may not see what would change',
    description: REPORT.NotAllowedError.description,
  },
  NotFoundError: { title: 'There is nothing that could be changed' },
};

const EXPLAINED = { report: REPORT, ports: PORTS, fix: FIX };

/** Explains why nothing newer can be shown. A failure that may pass can be tried again. */
export function ErrorMessage(props: {
  error: Error;
  about?: keyof typeof EXPLAINED;
  onRetry: () => void;
}) {
  const { error, about = 'report', onRetry } = props;
  // A ResponseError carries the backend's own error as its cause.
  const cause = error.cause instanceof Error ? error.cause : error;
  const named = EXPLAINED[about][cause.name];
  return (
    <div role="alert">
      {named ? (
        <Alert
          status="info"
          icon
          title={named.title}
          description={named.description ?? cause.message}
        />
      ) : (
        <Alert
          status="danger"
          icon
          title="Dockmaster did not answer"
          description={cause.message}
          customActions={
            <Button variant="secondary" size="small" onPress={() => onRetry()}>
              Try again
            </Button>
          }
        />
      )}
    </div>
  );
}
