import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { portManagePermission } from '@huleedu/plugin-dockmaster-common';
import { displayName } from '../../../shared/EntityOrComposeLink';
import { ReserveDraft } from '../ReservePorts';
import { DriftAction } from './driftAction';

/** Does what can be done about a difference; reserving for a service of the catalog is for who manages it. */
export function DriftActionButton(props: {
  action: DriftAction;
  onReserve: (draft: Partial<ReserveDraft>) => void;
  onImport: () => void;
}) {
  const { action, onReserve, onImport } = props;
  const { allowed } = usePermission({
    permission: portManagePermission,
    resourceRef: action.kind === 'reserve' ? action.owner : undefined,
  });
  if (action.kind === 'import') {
    return (
      <Button size="small" variant="secondary" onPress={onImport}>
        Import…
      </Button>
    );
  }
  if (!allowed) return null;
  return (
    <Button
      size="small"
      variant="secondary"
      onPress={() =>
        onReserve({
          owner: displayName(action.owner),
          database: action.database,
        })
      }
    >
      {action.words}
    </Button>
  );
}
