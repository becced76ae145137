import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { rule087 } from '@huleedu/rule-087';
import {
  dirtyPaths,
  monorepoAt,
  specOf,
  startPortal,
} from '@internal/portal-test-utils';
import { parse } from 'yaml';
import { modules } from '../templates/modules';
import { changeSetFor, createWorkingCopy } from './__testUtils__/workingCopies';
import { createPublishLocalAction } from './publishLocal';
import { examples } from './publishLocal.examples';

// Real repositories, on machines that do other things, too.
jest.setTimeout(60_000);

const directory = createMockDirectory();
const spec = specOf('counting_service', { http: 7011, database: 5447 });

/** A working copy, and a workspace with a service that is to be published. */
async function prepare(workingCopies: string[]) {
  directory.setContent({ workspace: {} });
  const copy = await createWorkingCopy(directory.resolve('copy'));
  const { set, files } = await changeSetFor(copy, { action: 'create', spec });
  const workspacePath = directory.resolve('workspace');
  const write = async (path: string, content: string | Buffer) => {
    await mkdir(dirname(join(workspacePath, path)), { recursive: true });
    await writeFile(join(workspacePath, path), content);
  };
  await write('.dockmaster/changes.json', JSON.stringify(set));
  for (const [path, content] of files) await write(`monorepo/${path}`, content);
  const action = createPublishLocalAction({
    monorepos: [monorepoAt(copy.directory)],
    standard: rule087,
    workingCopies: workingCopies.map(path => ({
      directory: directory.resolve(path),
      branch: 'main',
    })),
  });
  return { action, copy, workspacePath };
}

it.each([
  ['none', []],
  ['another', ['elsewhere']],
  ['the folder above', ['']],
])('writes nowhere where the configuration names %s', async (_, named) => {
  const { action, copy, workspacePath } = await prepare(named);
  const head = await copy.head();
  await expect(
    action.handler(createMockActionContext({ input: {}, workspacePath })),
  ).rejects.toThrow(/is no working copy that dockmaster.workingCopies names/);
  expect(await copy.head()).toBe(head);
});

it('stops before it writes where the task was cancelled', async () => {
  const { action, copy, workspacePath } = await prepare(['copy']);
  const head = await copy.head();
  await expect(
    action.handler({
      ...createMockActionContext({ input: {}, workspacePath }),
      signal: AbortSignal.abort(),
    }),
  ).rejects.toThrow(/abort/);
  expect(await copy.head()).toBe(head);
});

it('runs its examples behind the steps that reserve and create', async () => {
  directory.clear();
  const copy = await createWorkingCopy(directory.resolve('copy'));
  const portal = await startPortal(copy.directory, { modules });
  for (const { description, example } of examples) {
    const template = {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name: 'example' },
      spec: {
        type: 'service',
        owner: 'platform',
        parameters: {},
        steps: [...BEFORE, ...parse(example).steps],
      },
    };
    const { body, status } = await portal.dryRun(template, {});
    expect([description, status, body.error]).toEqual([
      description,
      200,
      undefined,
    ]);
  }
  expect(await dirtyPaths(copy.directory)).toEqual([]);
});

const BEFORE = [
  {
    id: 'reserve',
    name: 'Reserve the ports',
    action: 'dockmaster:ports:reserve',
    input: { service: 'counting_service', kind: 'http', database: true },
  },
  {
    id: 'create',
    name: 'Create the service',
    action: 'dockmaster:service:create',
    input: {
      name: spec.name,
      description: spec.description,
      kind: 'http',
      owner: spec.owner,
      framework: spec.framework,
      database: true,
      ports: '${{ steps.reserve.output.ports }}',
    },
  },
];
