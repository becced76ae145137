import { readFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  createExampleCopy,
  dirtyPaths,
  repositoryPath,
  startPortal,
} from '@internal/portal-test-utils';
import { parse } from 'yaml';
import { scaffolderModuleDockmaster } from '../module';
import { examples as portsReserve } from './portsReserve.examples';
import { examples as serviceCreate } from './serviceCreate.examples';

jest.setTimeout(60_000);

type Action = { id: string; examples: Array<{ example: string }> };

const directory = createMockDirectory();

let copy: string;
let portal: Awaited<ReturnType<typeof startPortal>>;
let actions: Action[];
beforeAll(async () => {
  copy = await createExampleCopy(directory.resolve('copy'));
  portal = await startPortal(copy, { modules: [scaffolderModuleDockmaster] });
  const { body } = await portal.api.get('/api/scaffolder/v2/actions');
  actions = body.filter(({ id }: Action) => id.startsWith('dockmaster:'));
});

const stepsOf = (example: string): Array<{ id: string }> =>
  parse(example).steps;

/** Steps that an example may refer to. */
const before = [portsReserve[0], serviceCreate[0]].flatMap(({ example }) =>
  stepsOf(example),
);

/** A template of one example, after those of the earlier steps that the example does not contain itself. */
function templateOf(example: string) {
  const own = stepsOf(example);
  const first = before.findIndex(({ id }) => own.some(step => step.id === id));
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'example' },
    spec: {
      type: 'service',
      owner: 'platform',
      parameters: {},
      steps: [...before.slice(0, first === -1 ? undefined : first), ...own],
    },
  };
}

it('runs every example of every action', async () => {
  for (const { id, examples } of actions) {
    expect([id, examples]).not.toEqual([id, []]);
    for (const { example } of examples) {
      const { body, status } = await portal.dryRun(templateOf(example), {});
      expect([id, example, status, body.error]).toEqual([
        id,
        example,
        200,
        undefined,
      ]);
    }
  }
  expect(await portal.reservations()).toEqual([]);
  expect(await dirtyPaths(copy)).toEqual([]);
});

it('lists every action in the contract', async () => {
  const contract = await readFile(repositoryPath('docs/contract.md'), 'utf8');
  const listed = [...contract.matchAll(/^\| `(dockmaster:[a-z:]+)`/gm)];
  expect(listed.map(([, id]) => id).sort()).toEqual(
    actions.map(({ id }) => id).sort(),
  );
});
