import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { Reservation, ReserveRequest } from '@huleedu/plugin-dockmaster-common';
import { useState } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { usePortPreview } from '../usePortPreview';
import { usePortChange } from '../usePortChange';
import { PortProblem, portProblemOf } from '../PortProblem';
import { EndingLeases } from './EndingLeases';
import { PreviewBox } from './PreviewBox';
import styles from './ReserveDialog.module.css';
import { ReserveForm } from './ReserveForm';
import {
  EMPTY_DRAFT,
  faultsOf,
  requestOf,
  ReserveDraft,
} from './reserveRequest';

/** Asks the registry for the ports of a service. */
export function ReserveDialog(props: {
  environment: string;
  /** What is filled in at first. */
  initial?: Partial<ReserveDraft>;
  onReserved: (reservation: Reservation) => void;
  onClose: () => void;
}) {
  const { environment, initial, onReserved, onClose } = props;
  const api = useApi(dockmasterApiRef);
  const [draft, setDraft] = useState({ ...EMPTY_DRAFT, ...initial });
  const request = requestOf(draft, environment);
  const preview = usePortPreview(request);
  const { mutate, isPending, error, reset } = usePortChange(
    (wish: ReserveRequest) => api.reservePorts(wish),
    onReserved,
  );
  const refusal = error ?? preview.error;
  const problem = refusal && portProblemOf(refusal);

  const change = (changes: Partial<ReserveDraft>) => {
    reset();
    setDraft(before => ({ ...before, ...changes }));
  };

  return (
    <Dialog isOpen width={560} onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>Reserve ports</DialogHeader>
      <DialogBody className={styles.body}>
        <ReserveForm
          draft={draft}
          problems={{ ...fieldOf(problem), ...faultsOf(draft) }}
          onChange={change}
        />
        {problem && <EndingLeases leases={problem.leases} />}
        <PreviewBox
          preview={problem ? undefined : preview.preview}
          problem={problem && !problem.field ? problem.message : undefined}
          isPending={preview.isPending}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          isDisabled={request === undefined}
          isPending={isPending}
          onPress={() => request && mutate(request)}
        >
          Reserve
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function fieldOf(problem: PortProblem | undefined) {
  return problem?.field ? { [problem.field]: problem.message } : {};
}
