import { useNow } from '../../shared/useNow';
import { timeLeft } from './timeLeft';

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** `24 Nov, 16:00` in the reader's own time. */
export function shortTime(at: string): string {
  return format.format(new Date(at));
}

/** When something ends, and how long that is from now. */
export function Until({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {shortTime(at)} ({timeLeft(at, now)})
    </time>
  );
}
