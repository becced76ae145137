import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { fixOf, prepareWorkspace, specOf } from '../__testUtils__/changeSets';
import {
  exampleMonorepo,
  exampleSnapshot,
} from '../__testUtils__/exampleFleet';
import { FileChange, readMonorepoChanges } from './MonorepoChanges';
import { ChangeRequest } from './planChanges';

const COMPOSE = 'docker-compose.services.yml';
const README = 'services/first_service/README.md';

const workspace = createMockDirectory();
beforeEach(() => workspace.clear());

const config = mockServices.rootConfig({
  data: { dockmaster: { monorepos: [exampleMonorepo] } },
});
const create = (name: string, http = 7011): ChangeRequest => ({
  action: 'create',
  spec: specOf(name, { http, database: http - 1564 }),
});

const snapshot = exampleSnapshot();
const readExample = async (path: string) => String(await snapshot.read(path));

/** Changes as the steps of a task left them, with the files that they wrote. */
async function changesFor(request: ChangeRequest) {
  const { written } = await prepareWorkspace(workspace.path, request);
  const changes = await readMonorepoChanges(workspace.path, config);
  return { changes, written };
}

/** Content by path; empty for a file that is deleted. */
const textsOf = (changes: FileChange[]): Record<string, string> =>
  Object.fromEntries(
    changes.map(({ path, content }) => [path, content?.toString() ?? '']),
  );

/** The example fleet, after someone else has published a request. */
async function snapshotAfter(request: ChangeRequest) {
  const { changes } = await changesFor(request);
  workspace.clear();
  return exampleSnapshot(textsOf(await changes.planFor(snapshot)));
}

it('reads what a step wrote, with the monorepo and a title', async () => {
  const { changes, written } = await changesFor(create('first_service'));
  expect(changes.monorepoUrl).toBe(exampleMonorepo.url);
  expect(changes.title).toBe('Create first_service');
  expect(textsOf(await changes.planFor(snapshot))).toEqual(
    Object.fromEntries(written.map(({ path, content }) => [path, content])),
  );
});

it('plans again for a newer snapshot', async () => {
  const newer = await snapshotAfter(create('rival_service', 7012));
  const { changes } = await changesFor(create('first_service'));
  const planned = textsOf(await changes.planFor(newer));
  expect(planned[COMPOSE]).toContain('  first_service:');
  expect(planned[COMPOSE]).toContain('  rival_service:');
});

it('fixes a service as the snapshot has it, and keeps what others wrote into its files', async () => {
  const { changes, written } = await changesFor(fixOf('billing_service'));
  const dockerfile = 'services/billing_service/Dockerfile.dev';
  const prometheus = 'observability/prometheus.yml';
  const edits: Record<string, string> = {};
  for (const path of [dockerfile, COMPOSE])
    edits[path] = `# Theirs\n${await readExample(path)}`;
  const planned = textsOf(await changes.planFor(exampleSnapshot(edits)));
  expect(Object.keys(planned).sort()).toEqual([
    COMPOSE,
    prometheus,
    dockerfile,
  ]);
  for (const { path, content } of written) {
    const theirs = path === prometheus ? '' : '# Theirs\n';
    expect(planned[path]).toBe(`${theirs}${content}`);
  }
});

it('deletes every file in the folder of a retired service', async () => {
  const { changes } = await changesFor({
    action: 'retire',
    name: 'email_service',
  });
  const planned = await changes.planFor(snapshot);
  expect(textsOf(planned)[COMPOSE]).not.toContain('email_service:');
  const files = await snapshot.list('services/email_service');
  expect(files.length).toBeGreaterThan(1);
  expect(planned).toEqual(
    expect.arrayContaining(files.map(path => ({ path, content: undefined }))),
  );
});

it('refuses a port that another service has published in the meantime', async () => {
  const newer = await snapshotAfter(create('rival_service'));
  const { changes } = await changesFor(create('first_service'));
  await expect(changes.planFor(newer)).rejects.toThrow(
    /Port 7011 is published/,
  );
});

it('includes files that other steps added or changed in the workspace', async () => {
  await prepareWorkspace(workspace.path, create('first_service'));
  workspace.addContent({
    [`monorepo/${README}`]: '# Better\n',
    'monorepo/docs/first.md': 'New\n',
  });
  const changes = await readMonorepoChanges(workspace.path, config);
  expect(textsOf(await changes.planFor(snapshot))).toMatchObject({
    [README]: '# Better\n',
    'docs/first.md': 'New\n',
  });
});

it('does not lose a file that both another step and someone else changed', async () => {
  const newer = await snapshotAfter(create('rival_service', 7012));
  const set = await prepareWorkspace(workspace.path, create('first_service'));
  const { content } = set.written.find(({ path }) => path === COMPOSE)!;
  workspace.addContent({ [`monorepo/${COMPOSE}`]: `${content}# edited\n` });
  const changes = await readMonorepoChanges(workspace.path, config);
  await expect(changes.planFor(newer)).rejects.toThrow(
    /by someone else in the meantime/,
  );
});

it('says which steps are missing in an empty workspace', async () => {
  await expect(readMonorepoChanges(workspace.path, config)).rejects.toThrow(
    /dockmaster:service:create/,
  );
});
