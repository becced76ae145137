import { Text } from '@backstage/ui';
import { ServiceDetail } from '@huleedu/plugin-dockmaster-common';
import { RelativeTime } from '../../shared/RelativeTime';

/** How old what the card shows is, and why, when it is older than the last attempt. */
export function CheckedAt({ service }: { service: ServiceDetail }) {
  const { state, stale, checkedAt, attemptedAt, reason } = service;
  if (state === 'pending') return null;
  return (
    <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
      {stale && checkedAt ? (
        <>
          The files could not be read{' '}
          <RelativeTime at={attemptedAt ?? checkedAt} />: {reason} Shown is the
          last good report. Checked <RelativeTime at={checkedAt} />
        </>
      ) : (
        <>
          Checked <RelativeTime at={(checkedAt ?? attemptedAt)!} />
        </>
      )}
    </Text>
  );
}
