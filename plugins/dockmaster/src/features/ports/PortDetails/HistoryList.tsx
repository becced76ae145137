import { Button, Skeleton, Text } from '@backstage/ui';
import { usePortHistory } from './usePortHistory';
import { ErrorMessage } from '../../../shared/ErrorMessage';
import { RelativeTime } from '../../../shared/RelativeTime';
import {
  EntityOrComposeLink,
  displayName,
  Sentence,
} from '../../../shared/EntityOrComposeLink';
import { bundleInWords } from '../PortState';
import { detailOf, groupEvents } from './groupEvents';
import styles from './HistoryList.module.css';

/** What happened to a port, or to all ports of an owner; the latest first. */
export function HistoryList(props: {
  environment: string;
  port?: number;
  owner?: string;
}) {
  const {
    data: events,
    error,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
    refetch,
  } = usePortHistory(props);
  if (!events)
    return error ? (
      <ErrorMessage about="ports" error={error} onRetry={refetch} />
    ) : (
      <Skeleton width="100%" height={20} />
    );
  if (events.length === 0)
    return (
      <Text as="p" variant="body-medium" color="secondary">
        Nothing was ever reserved here.
      </Text>
    );
  return (
    <>
      <ol className={styles.list} aria-label="History">
        {groupEvents(events).map(event => (
          <li key={`${event.at} ${event.action} ${event.reservation}`}>
            <span className={styles.at}>
              <RelativeTime at={event.at} />
            </span>
            <span>
              <strong>{event.action}</strong> {bundleInWords(event.ports)} for{' '}
              <EntityOrComposeLink claimant={event.owner} />, by{' '}
              {displayName(event.actor)}
              {event.detail && (
                <span className={styles.detail}>
                  {' '}
                  (<Sentence>{detailOf(event)}</Sentence>)
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {error && <ErrorMessage about="ports" error={error} onRetry={refetch} />}
      {hasNextPage && (
        <Button
          variant="tertiary"
          size="small"
          isPending={isFetchingNextPage}
          onPress={() => fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </>
  );
}
