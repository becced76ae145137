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
import { useSubmit } from '../../../shared/useSubmit';
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
  const { value: plan, error, reload } = useImportPlan(environment);
  const apply = useSubmit(() =>
    api.importPorts({ environment, dryRun: false }),
  );
  const count = plan ? countWritten(plan.rows) : 0;
  const write = async () => {
    const done = await apply.submit(undefined);
    if (done)
      onImported(
        `${services(
          countWritten(done.rows),
        )} registered with the ports that the files say.`,
      );
  };
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
        {error && <ErrorMessage about="ports" error={error} onRetry={reload} />}
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
          onPress={write}
        >
          {count === 0 ? 'Nothing to register' : `Register ${services(count)}`}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
