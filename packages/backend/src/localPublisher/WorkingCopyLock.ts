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

/** A lock without a heartbeat for this long counts as abandoned. */
const STALE_MS = 30_000;
const HEARTBEAT_MS = 5_000;
const POLL_MS = 50;
const WAIT_MS = 60_000;

type Holder = { token: string; process: number; host: string };

/**
 * Lets one publisher at a time change a working copy, across processes.
 *
 * @notes
 * A file names the holder; only one process can create it. A holder whose process died on this host, or whose heartbeat stopped on
 * another host, loses the lock to the next publisher. Call {@link assertHeld} just before the step that cannot be undone.
 */
export class WorkingCopyLock {
  readonly #file: string;
  readonly #token: string;

  private constructor(file: string, token: string) {
    this.#file = file;
    this.#token = token;
  }

  /** Runs `act` while holding the lock. Waits at most a minute for other holders. */
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
          `Another task has been publishing for ${Math.round(
            waitMs / 1000,
          )} s. Press Retry later. If no task is running, remove ${file}.`,
        );
      }
      await sleep(POLL_MS + Math.random() * POLL_MS);
    }
  }

  /** @throws ConflictError if another publisher took the lock, for example because this machine was suspended */
  async assertHeld() {
    if ((await readHolder(this.#file))?.token !== this.#token) {
      throw new ConflictError(
        'The lock on the working copy was lost to another task; nothing was written. Press Retry.',
      );
    }
  }

  async #touch() {
    const now = new Date();
    // The next assertHeld fails if the file is gone.
    await utimes(this.#file, now, now).catch(() => undefined);
  }

  async #release() {
    if ((await readHolder(this.#file))?.token === this.#token)
      await rm(this.#file, { force: true });
  }
}

/** Writes a draft and links it to its name, so that no other process reads half of it. */
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
    // Another publisher was faster.
    return;
  }
  const moved = await readHolder(aside);
  // A new holder may have taken the lock between the check and the rename: it gets the lock back.
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
