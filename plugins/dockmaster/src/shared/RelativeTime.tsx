import { useNow } from './useNow';
import { relativeTime } from './timeAgo';

/** An instant as people say it, with the exact one in its title. */
export function Instant({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString()}>
      {relativeTime(date, now)}
    </time>
  );
}
