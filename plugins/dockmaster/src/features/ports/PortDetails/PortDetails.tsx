import { Button, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useReservation } from './useReservation';
import { ErrorMessage } from '../../../shared/ErrorMessage';
import { PortLocations } from '../PortLocations';
import { KnownPort, BundleNumbers, ROLES } from '../PortState';
import { BundleActions } from './BundleActions';
import { Facts } from './Facts';
import { HistorySection } from './HistorySection';
import styles from './PortDetails.module.css';
import { Section } from './Section';

/** Everything that is known of a port, and what may be done with it. */
export function PortDetails(props: {
  environment: string;
  port: KnownPort;
  onClose: () => void;
  onChanged: (words: string) => void;
  /** Reserves this very number; undefined for who may not. */
  onReserve?: () => void;
}) {
  const { environment, port, onClose, onChanged, onReserve } = props;
  const {
    data: reservation,
    error,
    refetch,
  } = useReservation(environment, port.port);
  const locations = port.locations ?? [];
  return (
    <Dialog isOpen width={640} onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{`${ROLES[port.role]} port ${port.port}`}</DialogHeader>
      <DialogBody className={styles.body}>
        <Facts port={port} reservation={reservation ?? undefined} />
        {error && (
          <ErrorMessage about="ports" error={error} onRetry={refetch} />
        )}
        {reservation && (
          <Section title="Reserved together">
            <BundleNumbers ports={reservation.ports} />
            <BundleActions
              reservation={reservation}
              isInFiles={locations.some(
                ({ owner }) => owner === reservation.owner,
              )}
              onChanged={onChanged}
            />
          </Section>
        )}
        {port.state === 'free' && onReserve && (
          <div>
            <Button variant="secondary" onPress={onReserve}>
              Reserve this one…
            </Button>
          </div>
        )}
        {locations.length > 0 && (
          <Section title="Files that say it">
            <PortLocations locations={locations} />
          </Section>
        )}
        <HistorySection
          environment={environment}
          port={port.port}
          owner={reservation?.owner ?? port.owner}
        />
      </DialogBody>
    </Dialog>
  );
}
