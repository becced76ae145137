import { useEffect, useState } from 'react';
import { relativeTime } from './relativeTime';

/** An instant as people say it, with the exact one in its title. */
export function Instant({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, [at]);
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString()}>
      {relativeTime(date, new Date(now))}
    </time>
  );
}
