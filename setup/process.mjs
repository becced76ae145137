import { spawn } from 'node:child_process';

/**
 * Runs a command and gives it the signals that this process gets.
 *
 * @returns `{ code, output }`; `output` holds what it printed when `capture` is set, else both streams go to standard
 * error (`quiet`) or are this process's own.
 */
export function runCommand(command, args, options = {}) {
  const { capture, quiet, ...spawnOptions } = options;
  const stdio = capture
    ? ['ignore', 'pipe', 'pipe']
    : ['inherit', quiet ? process.stderr : 'inherit', 'inherit'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio, ...spawnOptions });
    let output = '';
    child.stdout?.on('data', data => (output += data));
    child.stderr?.on('data', data => (output += data));

    const forward = signal => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      const interrupted = signal === 'SIGINT' || signal === 'SIGTERM';
      resolve({ code: code ?? (interrupted ? 0 : 1), output });
    });
  });
}
