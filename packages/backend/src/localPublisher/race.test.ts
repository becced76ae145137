import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { build } from 'esbuild';
import git from 'isomorphic-git';
import { parse } from 'yaml';
import { createWorkingCopy } from '../embedded/createWorkingCopy';
import { addService, COMPOSE } from './__testUtils__/serviceChanges';
import { dirtyPathsOf } from './__testUtils__/workingCopies';
import { publish } from './publish';
import { WorkingCopy } from './WorkingCopy';

/** A publisher is killed before every nth change of the disk; 1 tries them all. */
const STRIDE = Number(process.env.DOCKMASTER_CRASH_STRIDE ?? 8);

jest.setTimeout(300_000);

const directory = createMockDirectory({
  content: { from: { [COMPOSE]: 'services:\n' } },
});
const racer = directory.resolve('racer.cjs');

beforeAll(() =>
  build({
    entryPoints: [require.resolve('./__testUtils__/racer.ts')],
    outfile: racer,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  }),
);

async function createCopy(name: string): Promise<WorkingCopy> {
  const copy = directory.resolve(name);
  await createWorkingCopy({ from: directory.resolve('from'), directory: copy });
  return new WorkingCopy({ directory: copy, branch: 'main' });
}

/** A process that is ready to publish a service. */
async function start(copy: WorkingCopy, name: string) {
  const child = fork(racer, [copy.directory, name], { execArgv: [] });
  await once(child, 'message');
  return child;
}

/** Subjects of all commits and services of the Compose file, sorted, and what is not committed. */
async function stateOf(copy: WorkingCopy) {
  const log = await git.log(copy.repository);
  const compose = await readFile(`${copy.directory}/${COMPOSE}`, 'utf8');
  return {
    commits: log.map(({ commit }) => commit.message.split('\n')[0]).sort(),
    services: Object.keys(parse(compose).services).sort(),
    dirty: await dirtyPathsOf(copy),
  };
}

/** The state after these services were published, each once. */
const stateWith = (names: string[]) => ({
  commits: [...names.map(name => `Create ${name}`), 'The example fleet'].sort(),
  services: [...names].sort(),
  dirty: [],
});

it('publishes every service when several processes publish at once', async () => {
  const copy = await createCopy('race');
  const names = ['first_service', 'second_service', 'third_service'];
  const racers = await Promise.all(names.map(name => start(copy, name)));
  for (const child of racers) child.send([]);
  await Promise.all(racers.map(child => once(child, 'exit')));
  expect(await stateOf(copy)).toEqual(stateWith(names));
});

it('publishes after a process was killed at any moment', async () => {
  const copy = await createCopy('crash');
  const names: string[] = [];
  let wasKilled = true;
  for (let change = 1; wasKilled; change += STRIDE) {
    const name = `killed_${change}_service`;
    const child = await start(copy, name);
    child.send([change]);
    const [, signal] = await once(child, 'exit');
    wasKilled = signal === 'SIGKILL';

    await publish({
      copy,
      changes: addService(name),
      author: { name, email: `${name}@localhost` },
      message: `Create ${name}`,
      mark: name,
    });
    names.push(name);
    expect(await stateOf(copy)).toEqual(stateWith(names));
  }
  expect(names.length).toBeGreaterThan(3);
});
