import { shortTime } from '../Until';
import { ImportDialog } from '../ImportPorts';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { PortDetails } from '../PortDetails';
import { bundleInWords, KnownPort } from '../PortState';
import { ReserveDialog, ReserveDraft } from '../ReservePorts';
import { Reservation } from '@huleedu/plugin-dockmaster-common';

/** What a person opened, beside the details of a port. */
export type Opened =
  | { kind: 'reserve'; draft: Partial<ReserveDraft> }
  | { kind: 'import' };

/** The dialog that is open, one at a time. */
export function PortDialogs(props: {
  environment: string;
  port?: KnownPort;
  opened?: Opened;
  onReserve?: (draft: Partial<ReserveDraft>) => void;
  onClose: () => void;
  onChanged: (words: string) => void;
}) {
  const { environment, port, opened, onReserve } = props;
  const { onClose, onChanged } = props;
  if (opened?.kind === 'import') {
    return (
      <ImportDialog
        environment={environment}
        onImported={onChanged}
        onClose={onClose}
      />
    );
  }
  if (opened?.kind === 'reserve') {
    return (
      <ReserveDialog
        environment={environment}
        initial={opened.draft}
        onReserved={reservation => onChanged(reservedInWords(reservation))}
        onClose={onClose}
      />
    );
  }
  if (!port) return null;
  const draft = draftFor(port);
  return (
    <PortDetails
      key={port.port}
      environment={environment}
      port={port}
      onClose={onClose}
      onChanged={onChanged}
      onReserve={onReserve && (() => onReserve(draft))}
    />
  );
}

/** The number that a person looks at, asked for; a Prometheus port comes with its HTTP port. */
function draftFor({ role, port, partner }: KnownPort): Partial<ReserveDraft> {
  switch (role) {
    case 'database':
      return { database: true, databasePort: String(port) };
    case 'prometheus':
      return { http: partner === undefined ? '' : String(partner) };
    default:
      return { http: String(port) };
  }
}

function reservedInWords(reservation: Reservation): string {
  const { owner, ports, expiresAt } = reservation;
  return `${displayName(owner)} has ${bundleInWords(ports)}${
    expiresAt ? `, leased until ${shortTime(expiresAt)}` : ''
  }.`;
}
