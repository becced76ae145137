import { useCallback, useEffect, useState } from 'react';

export type Refreshed<T> = {
  /** Undefined until the first answer. What was there stays while it is asked for again. */
  value?: T;
  /** Why the last request failed; undefined once one succeeds. */
  error?: Error;
  /** When `value` was answered. */
  readAt?: Date;
  reload(): void;
};

/**
 * What a request answers, kept up to date: asked for again every `intervalMs`, and when the window regains the focus.
 *
 * @param load - must be memoised; with another one everything begins anew
 */
export function useRefreshed<T>(
  load: () => Promise<T>,
  options: { intervalMs?: number } = {},
): Refreshed<T> {
  const { intervalMs } = options;
  const [answer, setAnswer] = useState<{
    load: () => Promise<T>;
    value?: T;
    error?: Error;
    readAt?: Date;
  }>({ load });
  // Only the latest request may answer: an older one would bring back what is gone.
  const [turns] = useState(() => ({ latest: 0 }));

  const reload = useCallback(async () => {
    const turn = ++turns.latest;
    try {
      const value = await load();
      if (turn === turns.latest) setAnswer({ load, value, readAt: new Date() });
    } catch (error) {
      if (turn === turns.latest)
        setAnswer(before => ({
          ...(before.load === load && before),
          load,
          error: error as Error,
        }));
    }
  }, [load, turns]);

  useEffect(() => {
    void reload();
    return () => {
      turns.latest++;
    };
  }, [reload, turns]);

  useEffect(() => {
    if (intervalMs === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') void reload();
    }, intervalMs);
    window.addEventListener('focus', reload);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', reload);
    };
  }, [reload, intervalMs]);

  const current: typeof answer = answer.load === load ? answer : { load };
  const { value, error, readAt } = current;
  return { value, error, readAt, reload };
}
