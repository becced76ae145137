import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { dockmasterPlugin } from './plugin';

const root = 'https://host/mono/';
const refOf = (name: string) => `component:default/${name}`;

const entity = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': `url:${root}services/${name}/catalog-info.yaml`,
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
});

const dockerfile = (http: number) => `FROM python:3.11-slim AS base
ENV SERVICE_HTTP_PORT=${http} SERVICE_PROMETHEUS_PORT=${http + 2092}
`;
const composeService = (name: string, http: number) => `  ${name}:
    build: { context: ., dockerfile: services/${name}/Dockerfile.dev }
    ports: ["${http}:${http}", "${http + 2092}:${http + 2092}"]
`;
const kafka = `  kafka:
    image: kafka
    ports: ["9093:9093"]
`;

/** A place of the service `a` as answers tell it. */
const place = (file: string, line: number) => ({
  file,
  line,
  url: `${root}${file}`,
  owner: refOf('a'),
});

/** A fleet whose files a test may change; an Error is thrown instead of being read. */
async function start(files: Record<string, string | Error>) {
  const urlReader = mockServices.urlReader.mock({
    readUrl: async url => {
      const content = files[url.replace(root, '')];
      if (content instanceof Error) throw content;
      if (content === undefined) throw new NotFoundError(url);
      return { etag: content, buffer: async () => Buffer.from(content) };
    },
  });
  const { server } = await startTestBackend({
    features: [
      dockmasterPlugin,
      catalogServiceMock.factory({ entities: [entity('a'), entity('b')] }),
      urlReader.factory,
      schedulerServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          dockmaster: {
            monorepos: [
              {
                url: root,
                compose: ['docker-compose.yml'],
                prometheus: 'prometheus.yml',
              },
            ],
          },
        },
      }),
    ],
  });
  const api = request(server);
  const at = '/api/dockmaster';
  const refresh = (name: string) =>
    api.post(`${at}/services/default/component/${name}/refresh`);
  return {
    refresh,
    get: async (path: string) => (await api.get(`${at}${path}`)).body,
    release: (id: string, version: number) =>
      api
        .delete(`${at}/ports/reservations/${id}`)
        .set('If-Match', `${version}`),
    post: (path: string, body: object = {}) =>
      api.post(`${at}${path}`).send(body),
    stateOf: async (port: number) => {
      const { body } = await api.get(`${at}/ports`);
      const all = [
        ...body.pools.flatMap(({ ports }: any) => ports),
        ...body.outside,
      ];
      return all.find((entry: any) => entry.port === port);
    },
  };
}

const fleet = (http = 7005) => ({
  'docker-compose.yml': `services:\n${composeService('a', http)}${kafka}`,
  'prometheus.yml': 'scrape_configs: []\n',
  'services/a/Dockerfile.dev': dockerfile(http),
  'services/a/catalog-info.yaml': 'x',
});

jest.setTimeout(30_000);

it('blocks at once what files show and nobody reserved, infrastructure too, with the line', async () => {
  const { refresh, stateOf, post } = await start(fleet());
  await refresh('a');
  expect(await stateOf(7005)).toMatchObject({
    state: 'observed',
    owner: refOf('a'),
    locations: expect.arrayContaining([place('services/a/Dockerfile.dev', 2)]),
  });
  expect(await stateOf(9093)).toMatchObject({
    state: 'observed',
    owner: 'compose:kafka',
    locations: [{ file: 'docker-compose.yml', line: 7 }],
  });
  const { body } = await post('/ports/reservations', {
    owner: refOf('new'),
    ports: { http: 7001 },
  });
  expect(body.error).toMatchObject({
    code: 'PORT_TAKEN',
    details: { port: 9093, holder: { file: 'docker-compose.yml' } },
  });
});

it('confirms a lease as soon as the entity’s files show all of its ports', async () => {
  const files: Record<string, string | Error> = fleet(7012);
  const { refresh, post, get, stateOf } = await start(files);
  const { body } = await post('/ports/reservations', {
    owner: refOf('a'),
    ports: { http: 7010 },
  });
  expect(body.ports.http).toBe(7010);
  await refresh('a');
  expect((await stateOf(7010)).state).toBe('leased');
  Object.assign(files, fleet(7010));
  await refresh('a');
  expect(await get(`/ports/reservations/${body.id}`)).toMatchObject({
    state: 'active',
  });
});

it('imports a fleet as it is, moves nobody, and does it once', async () => {
  const { refresh, post, get } = await start({
    ...fleet(8080),
    'services/b/Dockerfile.dev': dockerfile(7009),
    'services/b/catalog-info.yaml': 'x',
  });
  await Promise.all([refresh('a'), refresh('b')]);
  const rows = async (dryRun: boolean) =>
    (await post('/ports/import', { dryRun })).body.rows.map((row: any) => [
      row.owner,
      row.outcome,
      row.ports.http,
    ]);
  const plan = [
    [refOf('a'), 'legacy', 8080],
    [refOf('b'), 'assigned', 7009],
  ];
  expect(await rows(true)).toEqual(plan);
  expect((await get('/ports/reservations')).items).toEqual([]);
  expect(await rows(false)).toEqual(plan);
  expect(await rows(false)).toEqual([
    [refOf('a'), 'unchanged', 8080],
    [refOf('b'), 'unchanged', 7009],
  ]);
  expect((await get('/ports')).outside).toMatchObject([
    { port: 8080, role: 'http', state: 'active', owner: refOf('a') },
    { port: 10172, role: 'prometheus', state: 'active', owner: refOf('a') },
  ]);
});

it('lists what differs, with file and line', async () => {
  const { refresh, post, get } = await start(fleet(7005));
  await post('/ports/reservations', {
    owner: refOf('a'),
    ports: { http: 7011 },
    state: 'active',
  });
  await refresh('a');
  const { items } = await get('/ports/drift');
  expect(items).toContainEqual(
    expect.objectContaining({
      code: 'MISMATCH',
      owner: refOf('a'),
      port: 7005,
      registered: 7011,
      locations: expect.arrayContaining([place('docker-compose.yml', 4)]),
    }),
  );
  // What is said once as a mismatch is not said again as unregistered.
  const own = items.filter(({ owner }: any) => owner === refOf('a'));
  expect(own.map(({ code }: any) => code)).toEqual(['MISMATCH', 'MISMATCH']);
});

it('sees what Prometheus scrapes elsewhere, and what cannot be computed', async () => {
  const { refresh, get } = await start({
    ...fleet(7010),
    'docker-compose.yml': `services:\n${composeService(
      'a',
      7010,
    )}${kafka.replace('9093:9093', '${KAFKA_PORT}:9093')}`,
    'prometheus.yml': `scrape_configs:
  - static_configs:
      - targets: ["a:9103", "kafka:9999"]
`,
  });
  await refresh('a');
  const { items } = await get('/ports/drift');
  const found = (code: string) =>
    items
      .filter((item: any) => item.code === code)
      .map(({ owner, port, locations: [{ file, line }] }: any) => [
        owner,
        port,
        file,
        line,
      ]);
  expect(found('MISMATCH')).toEqual([[refOf('a'), 9103, 'prometheus.yml', 3]]);
  expect(found('UNRESOLVED')).toEqual([
    [undefined, undefined, 'docker-compose.yml', 7],
  ]);
});

it('frees nothing because files could not be read', async () => {
  const files: Record<string, string | Error> = fleet();
  const { refresh, stateOf } = await start(files);
  await refresh('a');
  files['docker-compose.yml'] = new Error('host is down');
  files['services/a/Dockerfile.dev'] = 'FROM python:3.11-slim AS base\n';
  for (let turn = 0; turn < 4; turn++) await refresh('a');
  expect((await stateOf(7005)).state).toBe('observed');
});

it('lets go of what was given back as soon as no file shows it', async () => {
  const files: Record<string, string | Error> = fleet(7010);
  const { refresh, post, stateOf, release } = await start(files);
  const { body } = await post('/ports/reservations', {
    owner: refOf('a'),
    ports: { http: 7010 },
  });
  await refresh('a');
  await release(body.id, 2);
  expect((await stateOf(7010)).state).toBe('quarantined');
  const wish = { owner: refOf('new'), ports: { http: 7010 } };
  const refused = await post('/ports/preview', wish);
  expect(refused.body.error.details.holder.state).toBe('observed');

  Object.assign(files, {
    'services/a/Dockerfile.dev': 'FROM python:3.11-slim AS base\n',
    'docker-compose.yml': `services:\n${kafka}`,
  });
  await refresh('a');
  const late = await post('/ports/preview', wish);
  expect(late.body.error.details.holder.state).toBe('quarantined');
});

it('judges 8.1.unique by what the registry knows, and lists count by that', async () => {
  const files: Record<string, string | Error> = fleet(7012);
  const { refresh, post, get } = await start(files);
  await post('/ports/reservations', {
    owner: refOf('b'),
    ports: { http: 7010 },
  });
  const unique = async () => {
    const { report, ...service } = (await refresh('a')).body;
    return {
      ...service,
      verdict: report.clauses.find(({ id }: any) => id === '8.1.unique'),
    };
  };
  const before = await unique();
  expect(before.verdict).toMatchObject({ verdict: 'pass' });
  Object.assign(files, fleet(7010));
  const after = await unique();
  expect(after.verdict).toMatchObject({
    verdict: 'fail',
    message: expect.stringContaining(refOf('b')),
    evidence: [{ file: 'docker-compose.yml', startLine: 4 }],
  });
  expect(after.counts.fail).toBe(before.counts.fail + 1);
  const { items } = await get('/services');
  expect(items.find(({ entityRef }: any) => entityRef === refOf('a'))).toEqual(
    expect.objectContaining({ score: after.score, counts: after.counts }),
  );
});

it('holds nothing against a service that has moved away, and keeps its old numbers from others all the same', async () => {
  const files: Record<string, string | Error> = {
    ...fleet(7010),
    'services/b/Dockerfile.dev': dockerfile(7010),
    'services/b/catalog-info.yaml': 'x',
  };
  const composeOf = (port: number) =>
    `services:\n${composeService('a', port)}${composeService('b', 7010)}`;
  const { refresh, post, get, stateOf } = await start(files);
  const verdicts = async () =>
    Promise.all(
      ['a', 'b'].map(async name => {
        const { report } = (await refresh(name)).body;
        return report.clauses.find(({ id }: any) => id === '8.1.unique')
          .verdict;
      }),
    );
  files['docker-compose.yml'] = composeOf(7010);
  expect(await verdicts()).toEqual(['fail', 'fail']);
  expect(await stateOf(7010)).toMatchObject({ state: 'conflict' });

  files['docker-compose.yml'] = composeOf(7012);
  files['services/a/Dockerfile.dev'] = dockerfile(7012);
  expect(await verdicts()).toEqual(['pass', 'pass']);
  expect(await stateOf(7010)).toMatchObject({ state: 'observed' });
  const { items } = await get('/ports/drift');
  expect(items.map(({ code }: any) => code)).toEqual(
    Array(items.length).fill('UNREGISTERED'),
  );
  const plan = await post('/ports/import');
  expect(plan.body.rows).toMatchObject([
    { owner: refOf('a'), outcome: 'assigned', ports: { http: 7012 } },
    { owner: refOf('b'), outcome: 'assigned', ports: { http: 7010 } },
  ]);
  const other = await post('/ports/reservations', {
    owner: refOf('c'),
    ports: { http: 7010 },
  });
  expect(other.body.error).toMatchObject({ code: 'PORT_TAKEN' });
});

it('ends suppressions with their day, without reading anything again', async () => {
  const suppressed = (until: string) =>
    `# dockmaster ignore=2.1.production reason=later until=${until}\n${dockerfile(
      7005,
    )}`;
  const files: Record<string, string | Error> = fleet();
  const { refresh, get } = await start(files);
  const countsWith = async (until: string) => {
    files['services/a/Dockerfile.dev'] = suppressed(until);
    const { body } = await refresh('a');
    const { items } = await get('/services');
    const listed = items.find(({ entityRef }: any) => entityRef === refOf('a'));
    expect(listed.counts).toEqual(body.counts);
    return [body.counts.waived, body.report.notices.map((n: any) => n.code)];
  };
  expect(await countsWith('2999-01-01')).toEqual([1, []]);
  expect(await countsWith('2020-01-01')).toEqual([0, ['suppression-expired']]);
});
