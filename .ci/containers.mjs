// What the checks that build and run services share. DOCKER_HOST names the engine.
import { execFileSync, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const seconds = since => (performance.now() - since) / 1000;

export function assert(holds, message) {
  if (!holds) throw new Error(message);
}

/** Asks again until an answer is there, or throws what the last try did. */
export async function eventually(limit, ask) {
  const start = performance.now();
  for (;;) {
    try {
      await ask();
      return seconds(start);
    } catch (error) {
      if (seconds(start) > limit) throw error;
      await sleep(50);
    }
  }
}

export async function get(port, path) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    signal: AbortSignal.timeout(2000),
    headers: { connection: 'close' },
  });
  const text = await response.text();
  assert(
    response.ok,
    `${path} on ${port} answered ${response.status}: ${text}`,
  );
  return text;
}

/** The command line, from its sources. */
export function dockmaster(...args) {
  return execFileSync(
    process.execPath,
    [resolve('setup/dockmaster.mjs'), ...args],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** Programs that run in the root of a monorepo; what they print, or an error that holds it. */
export function programsIn(monorepo) {
  const run = (program, args, options = {}) => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      cwd: monorepo,
      maxBuffer: 1e8,
      ...options,
    });
    if (status !== 0)
      throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
    return `${stdout}${stderr}`;
  };
  const docker = (...args) => run('/usr/bin/docker', args);

  /** Builds a stage of a service; what the engine printed. */
  const build = (name, target) => {
    const file = `services/${name}/Dockerfile.dev`;
    const options = ['--network', 'host', '--progress=plain'];
    const log = docker(
      ...['build', ...options, '--target', target, '-f', file],
      ...['-t', `${name}:${target}`, '.'],
    );
    // Such a build goes on, as the rule has it; but it is no proof of the lock.
    assert(!/^#\d+ [\d.]+ Lock generation failed/m.test(log), log);
    return log;
  };

  const stateOf = id => JSON.parse(docker('inspect', id))[0].State;

  /** Starts an image on the host's network, and hands its container to what looks at it; it is gone afterwards. */
  const running = async (image, options, look) => {
    const id = docker('run', '-d', '--network', 'host', ...options, image);
    try {
      return await look(id.trim());
    } finally {
      docker('rm', '-f', id.trim());
    }
  };

  /** What a command prints in an image. */
  const inImage = (image, ...command) =>
    execFileSync(
      '/usr/bin/docker',
      ['run', '--rm', '--network', 'host', image, ...command],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    ).trim();

  /** Stops a container by SIGTERM, and sees that it ended by itself: with 0, or as its program ends of a signal. */
  const stop = (id, code = 0) => {
    const start = performance.now();
    docker('stop', '-t', '10', id);
    const stopped = seconds(start);
    const { ExitCode: ended } = stateOf(id);
    assert(
      stopped < 2 && ended === code,
      `it stopped after ${stopped} s with exit code ${ended}\n${docker(
        'logs',
        id,
      )}`,
    );
    return stopped;
  };
  return { run, docker, build, inImage, running, stateOf, stop };
}
