import { Alert } from '@backstage/ui';
import { PortProblem } from './portProblemOf';

const QUICKER = new Set(['STALE_VERSION', 'NO_RESERVATION']);

/** Why a change did not happen. */
export function PortProblemAlert({ problem }: { problem: PortProblem }) {
  return (
    <div role="alert">
      {problem.code !== undefined && QUICKER.has(problem.code) ? (
        <Alert
          status="warning"
          icon
          title="Somebody was quicker"
          description="These ports were changed since you opened them. What you see now is up to date: look at it, and try again."
        />
      ) : (
        <Alert
          status="danger"
          icon
          title="Nothing was changed"
          description={problem.message}
        />
      )}
    </div>
  );
}
