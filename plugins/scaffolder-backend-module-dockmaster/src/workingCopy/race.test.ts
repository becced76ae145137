import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { build } from 'esbuild';
import git from 'isomorphic-git';
import {
  createExampleCopy,
  dirtyPaths,
  repositoryPath,
} from '../__testUtils__/workingCopy';

const directory = createMockDirectory();
const NAMES = ['first_service', 'second_service', 'third_service'];

it('publishes every service when several processes do at once', async () => {
  directory.clear();
  const copy = await createExampleCopy(directory.resolve('copy'));
  const racer = directory.resolve('racer.cjs');
  await build({
    entryPoints: [
      repositoryPath(
        'plugins/scaffolder-backend-module-dockmaster/src/__testUtils__/racer.ts',
      ),
    ],
    outfile: racer,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  const racers = NAMES.map((name, index) =>
    fork(racer, [copy.directory, name, String(index + 1)], { execArgv: [] }),
  );
  await Promise.all(racers.map(child => once(child, 'message')));
  for (const child of racers) child.send('go');
  await Promise.all(racers.map(child => once(child, 'exit')));

  const log = await git.log(copy.repository);
  const subjects = log.map(({ commit }) => commit.message.split('\n')[0]);
  expect(subjects.sort()).toEqual(
    ['The example fleet', ...NAMES.map(name => `Create ${name}`)].sort(),
  );
  const compose = directory.content({ path: 'copy' }) as Record<string, string>;
  for (const name of NAMES) {
    expect(compose['docker-compose.services.yml']).toContain(`  ${name}:\n`);
  }
  expect(await dirtyPaths(copy)).toEqual([]);
}, 60_000);
