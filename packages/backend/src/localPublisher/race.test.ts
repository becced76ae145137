import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { build } from 'esbuild';
import git from 'isomorphic-git';
import { dirtyPaths, repositoryPath } from '@internal/portal-test-utils';
import { createWorkingCopy } from './__testUtils__/workingCopies';
import { WorkingCopy } from './WorkingCopy';

// Processes on machines that do other things, too.
jest.setTimeout(60_000);

const directory = createMockDirectory();
const racer = directory.resolve('racer.cjs');
const NAMES = ['first_service', 'second_service', 'third_service'];

let copy: WorkingCopy;
beforeEach(async () => {
  directory.clear();
  copy = await createWorkingCopy(directory.resolve('copy'));
  await build({
    entryPoints: [
      repositoryPath(
        'packages/backend/src/localPublisher/__testUtils__/racer.ts',
      ),
    ],
    outfile: racer,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
});

/** A process that is about to publish a service. */
async function start(name: string, number: number) {
  const child = fork(racer, [copy.directory, name, String(number)], {
    execArgv: [],
  });
  await once(child, 'message');
  return child;
}

const readCompose = () =>
  readFile(directory.resolve('copy/docker-compose.services.yml'), 'utf8');

it('publishes every service when several processes do at once', async () => {
  const racers = await Promise.all(
    NAMES.map((name, index) => start(name, index + 1)),
  );
  for (const child of racers) child.send('go');
  await Promise.all(racers.map(child => once(child, 'exit')));

  const log = await git.log(copy.repository);
  const subjects = log.map(({ commit }) => commit.message.split('\n')[0]);
  expect(subjects.sort()).toEqual(
    ['The example fleet', ...NAMES.map(name => `Create ${name}`)].sort(),
  );
  const compose = await readCompose();
  for (const name of NAMES) expect(compose).toContain(`  ${name}:\n`);
  expect(await dirtyPaths(copy.directory)).toEqual([]);
});

it('publishes after one was killed at any moment', async () => {
  for (const [index, afterMs] of [1, 40, 80, 120, 180, 260].entries()) {
    const name = `killed_${index}_service`;
    const killed = await start(name, index + 1);
    killed.send('go');
    await sleep(afterMs);
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    const next = await start(name, index + 1);
    next.send('go');
    await once(next, 'exit');
    expect(await readCompose()).toContain(`  ${name}:\n`);
    expect(await dirtyPaths(copy.directory)).toEqual([]);
    const log = await git.log(copy.repository);
    expect(log).toHaveLength(index + 2);
  }
});
