import { createMockDirectory } from '@backstage/backend-test-utils';
import { startPortal } from '@internal/portal-test-utils';
import { parse } from 'yaml';
import { modules } from '../templates/modules';
import {
  createExampleWorkingCopy,
  dirtyPathsOf,
} from './__testUtils__/workingCopies';
import { examples } from './publishLocal.examples';

// A whole backend.
jest.setTimeout(60_000);

const directory = createMockDirectory();

const create = {
  id: 'create',
  action: 'dockmaster:service:create',
  input: {
    name: 'counting_service',
    description: 'For a test',
    owner: 'group:default/accounts-team',
    kind: 'worker',
  },
};

/** A dry run of each example, after a step that creates a service. */
async function dryRun(workingCopies?: string[]) {
  directory.clear();
  const copy = await createExampleWorkingCopy(directory.resolve('copy'));
  const portal = await startPortal(copy.directory, {
    modules,
    workingCopies: workingCopies?.map(path => directory.resolve(path)),
  });
  const responses = [];
  for (const { example } of examples) {
    const template = {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name: 'example' },
      spec: {
        type: 'service',
        owner: 'platform',
        parameters: {},
        steps: [create, ...parse(example).steps],
      },
    };
    responses.push(await portal.dryRun(template, {}));
  }
  expect(await dirtyPathsOf(copy)).toEqual([]);
  return responses;
}

it('runs its examples, and lists the files that it would write', async () => {
  for (const { status, body } of await dryRun()) {
    expect([status, body.error]).toEqual([200, undefined]);
    expect(JSON.stringify(body.log)).toContain(
      'services/counting_service/Dockerfile.dev',
    );
  }
});

it.each([
  ['none', []],
  ['another', ['elsewhere']],
  ['the folder above', ['']],
])('writes nowhere if the configuration names %s', async (_, named) => {
  for (const { body } of await dryRun(named))
    expect(JSON.stringify(body)).toMatch(/is not in dockmaster.workingCopies/);
});
