import { readFile, writeFile } from 'node:fs/promises';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { rule087 } from '@huleedu/rule-087';
import { fixOf, prepareWorkspace, specOf } from '../__testUtils__/changeSets';
import {
  exampleMonorepo,
  exampleUrlReader,
} from '../__testUtils__/exampleFleet';
import { ChangeRequest } from '../changes/planChanges';
import { RegistryAccess } from '../registry/RegistryAccess';
import { createCheckAction } from './check';
import { createPortsReserveAction } from './portsReserve';
import { createServiceAwaitAction } from './serviceAwait';
import { createServiceCreateAction } from './serviceCreate';

const directory = createMockDirectory();
const spec = specOf('counting_service', { http: 7011, database: 5447 });
const auth = mockServices.auth();
const access = new RegistryAccess({
  auth,
  discovery: mockServices.discovery(),
});

/** The example fleet, with changes of a service in the workspace. */
async function prepare(request: ChangeRequest = { action: 'create', spec }) {
  directory.setContent({ workspace: {} });
  const workspacePath = directory.resolve('workspace');
  await prepareWorkspace(workspacePath, request);
  return {
    config: { monorepos: [exampleMonorepo], standard: rule087 },
    urlReader: exampleUrlReader(),
    workspacePath,
  };
}

describe('dockmaster:check', () => {
  it('fails the task with every finding and its line', async () => {
    const { config, urlReader, workspacePath } = await prepare();
    const file = directory.resolve(
      'workspace/monorepo/services/counting_service/Dockerfile.dev',
    );
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^USER /m);
    await writeFile(file, text.replace(/^USER .*\n/gm, ''));
    const act = createCheckAction({ config, urlReader }).handler(
      createMockActionContext({ input: {}, workspacePath }),
    );
    await expect(act).rejects.toThrow(
      /counting_service violates rule 087.*Nothing was published[^]*services\/counting_service\/Dockerfile\.dev:\d+ 5\.1\.user \(must\): /,
    );
  });

  it('fails a task that fixes a service only for what it has made worse', async () => {
    const request = fixOf('report_service');
    const { config, urlReader, workspacePath } = await prepare(request);
    const check = async () => {
      const context = createMockActionContext({ input: {}, workspacePath });
      await createCheckAction({ config, urlReader }).handler(context);
      return Object.fromEntries(jest.mocked(context.output).mock.calls);
    };
    // Another service has its port, which was so before.
    expect(await check()).toMatchObject({
      conforms: false,
      findings: [expect.stringContaining('8.1.unique (must): ')],
    });
    const file = directory.resolve(
      'workspace/monorepo/services/report_service/Dockerfile.dev',
    );
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('--no-install-recommends', ''));
    await expect(check()).rejects.toThrow(
      /report_service violates rule 087 \(.*\) in clauses that passed before\. Nothing was published\.\n[^\n]*2\.2\.apt-flags[^\n]*$/,
    );
  });

  it('says what is missing if no step ran before', async () => {
    const { config, urlReader } = await prepare();
    const workspacePath = directory.resolve('empty');
    await expect(
      createCheckAction({ config, urlReader }).handler(
        createMockActionContext({ input: {}, workspacePath }),
      ),
    ).rejects.toThrow(/The workspace contains no changes/);
  });
});

it('reads nothing more if the task was cancelled', async () => {
  const { config, urlReader } = await prepare();
  const action = createServiceCreateAction({
    access,
    catalog: catalogServiceMock(),
    config,
    urlReader,
  });
  await expect(
    action.handler({
      ...createMockActionContext({
        input: { ...spec, name: 'other_service' },
        workspacePath: directory.resolve('other'),
      }),
      signal: AbortSignal.abort(),
    }),
  ).rejects.toThrow(/abort/);
  expect(urlReader.readUrl).not.toHaveBeenCalled();
  expect(directory.content()).not.toHaveProperty('other');
});

it('says what to do if the task has lost the credentials of its user', async () => {
  const { config } = await prepare();
  const catalog = catalogServiceMock();
  const action = createPortsReserveAction({ access, catalog, config });
  await expect(
    action.handler({
      ...createMockActionContext({ input: { service: 'some_service' } }),
      getInitiatorCredentials: async () => mockCredentials.none(),
    }),
  ).rejects.toThrow(/no longer has the credentials of its user.*Press Retry/);
});

it.each([
  ['PT0S', /Timeout after 0 s while waiting until .* is in the catalog/],
  ['soon', /timeout is "soon"/],
])('waits no longer than %s', async (timeout, message) => {
  const { config } = await prepare();
  const catalog = catalogServiceMock();
  const action = createServiceAwaitAction({ access, auth, catalog, config });
  const input = { entityRef: 'component:default/late', timeout };
  await expect(
    action.handler(createMockActionContext({ input })),
  ).rejects.toThrow(message);
});
