import { randomUUID } from 'node:crypto';
import {
  link,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';

/** A lock whose holder has not been heard of for this long is taken to be left behind. */
const STALE_MS = 30_000;
const HEARTBEAT_MS = 5_000;
const POLL_MS = 50;
const WAIT_MS = 60_000;

type Holder = { token: string; process: number; host: string };

/**
 * Lets one publisher at a time change a working copy, whatever process it runs in.
 *
 * @notes
 * A file that only one can create names its holder. A holder that died, which its process tells on the same host and its silence
 * elsewhere, loses the lock to whoever waits. {@link assertHeld} is asked just before the step that cannot be taken back.
 */
export class WorkingCopyLock {
  readonly #file: string;
  readonly #token: string;

  private constructor(file: string, token: string) {
    this.#file = file;
    this.#token = token;
  }

  /** Runs `act` while holding the lock; waits for others, at most a minute. */
  static async hold<T>(
    file: string,
    act: (lock: WorkingCopyLock) => Promise<T>,
    options: { signal?: AbortSignal; waitMs?: number } = {},
  ): Promise<T> {
    const lock = await WorkingCopyLock.#acquire(file, options);
    const heartbeat = setInterval(() => lock.#touch(), HEARTBEAT_MS);
    try {
      return await act(lock);
    } finally {
      clearInterval(heartbeat);
      await lock.#release();
    }
  }

  static async #acquire(
    file: string,
    { signal, waitMs = WAIT_MS }: { signal?: AbortSignal; waitMs?: number },
  ): Promise<WorkingCopyLock> {
    const holder: Holder = {
      token: randomUUID(),
      process: process.pid,
      host: hostname(),
    };
    const deadline = Date.now() + waitMs;
    for (;;) {
      signal?.throwIfAborted();
      if (await create(file, holder))
        return new WorkingCopyLock(file, holder.token);
      await breakStale(file);
      if (Date.now() > deadline) {
        throw new ServiceUnavailableError(
          `Somebody else has been publishing for ${Math.round(
            waitMs / 1000,
          )} s; press Retry later. If nobody is, remove ${file}.`,
        );
      }
      await sleep(POLL_MS + Math.random() * POLL_MS);
    }
  }

  /** @throws ConflictError where the lock went to somebody else meanwhile, as after the machine slept */
  async assertHeld() {
    if ((await readHolder(this.#file))?.token !== this.#token) {
      throw new ConflictError(
        'The lock on the working copy was lost to another task; nothing was written. Press Retry.',
      );
    }
  }

  async #touch() {
    const now = new Date();
    // The next assertHeld tells where the file is gone.
    await utimes(this.#file, now, now).catch(() => undefined);
  }

  async #release() {
    if ((await readHolder(this.#file))?.token === this.#token)
      await rm(this.#file, { force: true });
  }
}

/** Writes the file beside its place and links it there, so that nobody reads half of it. */
async function create(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function breakStale(file: string) {
  const holder = await readHolder(file);
  if (!holder || !(await isStale(file, holder))) return;
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    // Another one who waits was quicker.
    return;
  }
  const moved = await readHolder(aside);
  // Between looking and moving, the lock may have gone to a new holder: that one gets it back.
  if (moved && moved.token !== holder.token)
    await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isStale(file: string, holder: Holder): Promise<boolean> {
  if (holder.host === hostname() && !isRunning(holder.process)) return true;
  const modified = (await stat(file).catch(() => undefined))?.mtimeMs;
  return modified !== undefined && Date.now() - modified > STALE_MS;
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
