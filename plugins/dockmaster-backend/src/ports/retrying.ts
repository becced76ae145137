import { setTimeout as sleep } from 'node:timers/promises';
import { PortError } from './PortError';

/** Another transaction was quicker, or the connection broke: the whole of it is done again. */
const PASSING = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '23505', // unique_violation: the constraint was the last defence
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_LOCKED',
  'SQLITE_CONSTRAINT_UNIQUE',
]);
const BROKEN = new Set([
  '25P03', // idle_in_transaction_session_timeout: this process stopped, and others were let past
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);
const LOCK_TIMEOUT = '55P03';

const TRIES = 6;
/** A restarting database is waited for this long in all. */
const PATIENCE_MS = 8_000;

type Options = { random?: () => number };

/**
 * Runs a whole transaction again as long as what failed it is passing.
 *
 * @throws PortError REGISTRY_BUSY when it does not pass; every other error as it is
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  { random = Math.random }: Options = {},
): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  let tries = 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const kind = kindOf(error);
      if (kind === 'final') throw error;
      // Attempts that found no database are no tries.
      if (kind === 'passing') tries++;
      const isOver =
        kind === 'broken'
          ? Date.now() > until
          : kind === 'locked' || tries >= TRIES;
      if (isOver) throw kind === 'broken' ? unreachable() : busy();
      await sleep(
        (kind === 'broken' ? 200 : 5 * 2 ** tries) * (0.5 + random()),
      );
    }
  }
}

function kindOf(error: unknown): 'final' | 'locked' | 'broken' | 'passing' {
  if (error instanceof PortError) return 'final';
  const {
    code,
    name,
    message = '',
  } = error as {
    code?: string;
    name?: string;
    message?: string;
  };
  if (code === LOCK_TIMEOUT) return 'locked';
  if (code !== undefined && PASSING.has(code)) return 'passing';
  if (
    (code !== undefined && BROKEN.has(code)) ||
    /Connection (terminated|ended)|Client has encountered a connection error/.test(
      message,
    )
  )
    return 'broken';
  return name === 'KnexTimeoutError' ? 'locked' : 'final';
}

function busy(): PortError {
  return new PortError(
    503,
    'REGISTRY_BUSY',
    'Too many callers change ports at this moment, and nothing was changed for you. Try again.',
    { retryAfterSeconds: 1 },
  );
}

/** Whether the last try was committed, nobody knows: the connection broke before it could be said. */
function unreachable(): PortError {
  return new PortError(
    503,
    'REGISTRY_BUSY',
    'The database of the registry cannot be reached. Ask again, or look first whether it was done: the same request gives the same ports.',
    { retryAfterSeconds: 10 },
  );
}
