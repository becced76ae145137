import { Skeleton, Text } from '@backstage/ui';
import { PortDrift } from '@huleedu/plugin-dockmaster-common';
import { useState } from 'react';
import { UseQueryResult } from '@tanstack/react-query';
import { ErrorMessage } from '../../../shared/ErrorMessage';
import { Panel } from '../Panel';
import { ReserveDraft } from '../ReservePorts';
import { DriftActionButton } from './DriftActionButton';
import { driftAction } from './driftAction';
import { DriftFilter, ShownDrift } from './DriftFilter';
import { DriftTable } from './DriftTable';

/** Where the fleet's files, the registry and the pools differ. */
export function DriftSection(props: {
  drift: UseQueryResult<PortDrift[]>;
  registered: Set<string>;
  mayImport: boolean;
  onReserve: (draft: Partial<ReserveDraft>) => void;
  onImport: () => void;
}) {
  const { drift, registered, mayImport, onReserve, onImport } = props;
  const { data: entries, error, refetch } = drift;
  const [chosen, setChosen] = useState<ShownDrift>('all');
  // The last one of a kind may be gone by now.
  const shown = entries?.some(({ code }) => code === chosen) ? chosen : 'all';
  return (
    <Panel
      id="drift"
      title={`Drift: where files, registry and pools differ${
        entries ? ` (${entries.length})` : ''
      }`}
    >
      {error && <ErrorMessage about="ports" error={error} onRetry={refetch} />}
      {!entries && !error && <Skeleton width="100%" height={80} />}
      {entries?.length === 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          ✓ Files and registry agree.
        </Text>
      )}
      {entries && entries.length > 0 && (
        <>
          <DriftFilter drift={entries} shown={shown} onChange={setChosen} />
          <DriftTable
            key={shown}
            drift={entries.filter(
              ({ code }) => shown === 'all' || code === shown,
            )}
            renderAction={entry => {
              const action = driftAction(entry, registered, mayImport);
              return (
                action && (
                  <DriftActionButton
                    action={action}
                    onReserve={onReserve}
                    onImport={onImport}
                  />
                )
              );
            }}
          />
        </>
      )}
    </Panel>
  );
}
