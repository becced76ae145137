import {
  type ChildProcess,
  spawn,
  type SpawnOptions,
} from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a program runs. */
export type RunOptions = Pick<SpawnOptions, 'cwd' | 'env'>;

/** A program that was started and stays. */
export type Server = { child: ChildProcess; log: string };

const started = new Set<ChildProcess>();

/** Runs a program to its end and returns its output. Throws with the output when it fails. */
export async function run(
  program: string,
  args: string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, output } = await attempt(program, args, options);
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} failed:\n${tail(output)}`);
  return output;
}

/** Runs a program that is allowed to fail. */
export function attempt(
  program: string,
  args: string[],
  options: RunOptions = {},
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    started.add(child);
    let output = '';
    child.stdout.on('data', data => (output += data));
    child.stderr.on('data', data => (output += data));
    child.once('error', reject);
    child.once('close', code => {
      started.delete(child);
      resolve({ code, output });
    });
  });
}

/** Starts a program that stays, in its own process group, and writes its output to a file. */
export function start(
  program: string,
  args: string[],
  options: RunOptions & { log: string },
): Server {
  const { log, ...runOptions } = options;
  const file = openSync(log, 'w');
  const child = spawn(program, args, {
    ...runOptions,
    stdio: ['ignore', file, file],
    detached: true,
  });
  closeSync(file);
  started.add(child);
  return { child, log };
}

/** Ends a process group that was started here, and waits until it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
  started.delete(child);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 100 && lives(child); waited++)
      await sleep(100);
  }
}

export const stopAll = () => Promise.all([...started].map(stop));

/** Waits until `condition` gives a value. Throws with `what` when the time is over, or when the server's process has ended. */
export async function waitFor<T>(
  what: string,
  condition: () => Promise<T | undefined | false>,
  options: { seconds: number; server?: Server },
): Promise<T> {
  const { seconds, server } = options;
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await condition().catch(() => undefined);
    if (found) return found;
    const isGone = server && !lives(server.child);
    if (isGone || Date.now() > end) {
      const why = isGone ? 'its process ended' : `not within ${seconds} s`;
      const log = server ? `\n${tail(readFileSync(server.log, 'utf8'))}` : '';
      throw new Error(`${what}: ${why}${log}`);
    }
    await sleep(500);
  }
}

/** A port of the loopback address that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function lives({ pid }: ChildProcess): boolean {
  try {
    process.kill(-pid!, 0);
    return true;
  } catch {
    return false;
  }
}

/** The end of an output. A crashing tool may print its own code, in lines of megabytes. */
function tail(output: string): string {
  const lines = output.trim().split('\n').slice(-60);
  return lines.map(line => line.slice(0, 400)).join('\n');
}
