import { useState } from 'react';
import { usePortOverview } from '../usePortOverview';
import { usePortPermissions } from './usePortPermissions';
import { ErrorMessage } from '../../../shared/ErrorMessage';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { DriftSection, usePortDrift } from '../PortDrift';
import { registeredOwners, withRealPartners } from '../PortState';
import { ReserveDraft } from '../ReservePorts';
import { Loading } from './Loading';
import { Done, Stale } from './Notices';
import { Pools } from './Pools';
import { Opened, PortDialogs } from './PortDialogs';
import { PortsActions } from './PortsActions';
import { Summary } from './Summary';
import { usePortsAddress } from './usePortsAddress';

/** Pools, what is outside of them, and drift; and the dialogs that change them. */
export function PortsBoard() {
  const address = usePortsAddress();
  const overview = usePortOverview(address.environment);
  const drift = usePortDrift(address.environment);
  const { mayReserve, mayImport } = usePortPermissions();
  const [opened, setOpened] = useState<Opened>();
  const [done, setDone] = useState<string>();

  const reload = () => {
    void overview.refetch();
    void drift.refetch();
  };
  const { data: ports, error, dataUpdatedAt } = overview;
  if (!ports)
    return error ? (
      <ErrorMessage about="ports" error={error} onRetry={reload} />
    ) : (
      <Loading />
    );

  const onReserve = (draft: Partial<ReserveDraft>) =>
    setOpened({ kind: 'reserve', draft });
  const onImport = () => setOpened({ kind: 'import' });
  const { asked } = address;
  const askedFor: Opened | undefined = asked && {
    kind: 'reserve',
    draft: {
      owner: displayName(asked.owner),
      database: asked.role === 'database',
    },
  };
  const dialog = opened ?? (mayReserve ? askedFor : undefined);
  const shownPort = withRealPartners(ports).find(
    ({ port }) => port === address.port,
  );
  return (
    <>
      <Done words={done} onDismiss={() => setDone(undefined)} />
      {error && (
        <Stale
          readAt={new Date(dataUpdatedAt)}
          error={error}
          onRetry={reload}
        />
      )}
      <Summary
        overview={ports}
        driftCount={drift.data?.length}
        onEnvironment={address.setEnvironment}
        actions={
          <PortsActions
            mayReserve={mayReserve}
            mayImport={mayImport}
            onReserve={() => onReserve({})}
            onImport={onImport}
          />
        }
      />
      <Pools overview={ports} onOpen={address.open} />
      <DriftSection
        drift={drift}
        registered={registeredOwners(ports)}
        mayImport={mayImport}
        onReserve={onReserve}
        onImport={onImport}
      />
      <PortDialogs
        environment={ports.environment}
        port={dialog ? undefined : shownPort}
        opened={dialog}
        onReserve={mayReserve ? onReserve : undefined}
        onClose={() => {
          setOpened(undefined);
          address.close();
        }}
        onChanged={words => {
          setOpened(undefined);
          address.close();
          setDone(words);
        }}
      />
    </>
  );
}
