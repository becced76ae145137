import { Button } from '@backstage/ui';

/** What may be begun from the page as a whole. */
export function PortsActions(props: {
  mayReserve: boolean;
  mayImport: boolean;
  onReserve: () => void;
  onImport: () => void;
}) {
  const { mayReserve, mayImport, onReserve, onImport } = props;
  return (
    <>
      {mayImport && (
        <Button variant="secondary" onPress={onImport}>
          Import the fleet…
        </Button>
      )}
      {mayReserve && (
        <Button onPress={onReserve}>Reserve for a service…</Button>
      )}
    </>
  );
}
