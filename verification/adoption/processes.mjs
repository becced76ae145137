import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const started = new Set();

/** Runs a program to its end. @returns what it printed @throws with that, when it failed */
export async function run(program, args, options = {}) {
  const { code, output } = await attempt(program, args, options);
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} failed:\n${tail(output)}`);
  return output;
}

/** The same for a program that may fail. */
export function attempt(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...options,
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

/** Starts a program that stays, in a process group of its own, and writes what it prints to a file. */
export function start(program, args, { log, ...options }) {
  const file = openSync(log, 'w');
  const child = spawn(program, args, {
    stdio: ['ignore', file, file],
    detached: true,
    ...options,
  });
  closeSync(file);
  started.add(child);
  return { child, log };
}

/** Ends a process group that was started here, and waits until it is gone. */
export async function stop(child) {
  started.delete(child);
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 100 && lives(child); waited++)
      await sleep(100);
  }
}

export const stopAll = () => Promise.all([...started].map(stop));

/** Waits until `condition` gives something; says what was waited for when it does not in time, or when the process has ended. */
export async function waitFor(what, condition, { seconds, server }) {
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
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function lives({ pid }) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The end of what a program printed; tools that print themselves when they crash have lines of megabytes. */
function tail(output) {
  const lines = output.trim().split('\n').slice(-60);
  return lines.map(line => line.slice(0, 400)).join('\n');
}
