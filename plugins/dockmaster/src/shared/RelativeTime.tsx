import { useNow } from './useNow';
import { timeAgo } from './timeAgo';

/** A point in time relative to now, with the exact time in its title. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString()}>
      {timeAgo(date, now)}
    </time>
  );
}
