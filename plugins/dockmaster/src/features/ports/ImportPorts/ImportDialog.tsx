import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { useImportPlan } from './useImportPlan';
import { usePortChange } from '../usePortChange';
import { ErrorMessage } from '../../../shared/ErrorMessage';
import { portProblemOf, PortProblemAlert } from '../PortProblem';
import { ImportRows } from './ImportRows';
import { countWritten, services } from './outcomes';

/** Shows what importing the fleet would write, row by row, and writes it. */
export function ImportDialog(props: {
  environment: string;
  onImported: (words: string) => void;
  onClose: () => void;
}) {
  const { environment, onImported, onClose } = props;
  const api = useApi(dockmasterApiRef);
  const { data: plan, error, refetch } = useImportPlan(environment);
  const apply = usePortChange(
    () => api.importPorts({ environment, dryRun: false }),
    ({ rows }) =>
      onImported(
        `${services(
          countWritten(rows),
        )} registered with the ports that the files say.`,
      ),
  );
  const count = plan ? countWritten(plan.rows) : 0;
  return (
    <Dialog
      isOpen
      width="min(1100px, 92vw)"
      height="86vh"
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>Import the fleet’s ports</DialogHeader>
      <DialogBody>
        <Text as="p" variant="body-medium">
          Every service keeps the numbers that its files say; nobody is moved.
          This is what would be written: nothing was written yet.
        </Text>
        {error && (
          <ErrorMessage about="ports" error={error} onRetry={refetch} />
        )}
        {apply.error && (
          <PortProblemAlert problem={portProblemOf(apply.error)} />
        )}
        {plan ? (
          <ImportRows rows={plan.rows} />
        ) : (
          !error && <Skeleton width="100%" height={200} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Close
        </Button>
        <Button
          isDisabled={count === 0}
          isPending={apply.isPending}
          onPress={() => apply.mutate(undefined)}
        >
          {count === 0 ? 'Nothing to register' : `Register ${services(count)}`}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
