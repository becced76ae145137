import { useEntityPermission } from '@backstage/plugin-catalog-react/alpha';
import { Button } from '@backstage/ui';
import { reportRefreshPermission } from '@huleedu/plugin-dockmaster-common';
import { RiRefreshLine } from '@remixicon/react';

/** Requests a new check. Hidden if you lack permission. */
export function CheckNowButton(props: {
  isChecking: boolean;
  onCheck: () => void;
}) {
  const { allowed } = useEntityPermission(reportRefreshPermission);
  if (!allowed) return null;
  return (
    <Button
      variant="secondary"
      iconStart={<RiRefreshLine aria-hidden />}
      isPending={props.isChecking}
      onPress={props.onCheck}
    >
      Check now
    </Button>
  );
}
