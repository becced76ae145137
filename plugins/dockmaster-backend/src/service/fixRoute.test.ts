import { execFileSync } from 'node:child_process';
import {
  appendFile,
  cp,
  readdir,
  readFile,
  rename,
  writeFile,
} from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { dockmasterPlugin } from '../plugin';
import { mismatches } from '../schema/__testUtils__/mismatches';

jest.setTimeout(60_000);

const example = resolvePackagePath(
  '@huleedu/plugin-dockmaster-backend',
  '../../examples/monorepo',
);
const directory = createMockDirectory();
const at = (path: string) => directory.resolve(path);
const text = (path: string) => readFile(at(path), 'utf8');

beforeEach(async () => {
  directory.clear();
  await cp(example, directory.path, { recursive: true });
});

const entityOf = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: name.replace('_', '-'),
    annotations: {
      'backstage.io/managed-by-location': `url:${pathToFileURL(
        at(`services/${name}/catalog-info.yaml`),
      )}`,
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
});

/** The example fleet in a backend of its own; its files may be changed on disk. */
async function start(denied: string[] = []) {
  const names = await readdir(at('services'));
  const { server } = await startTestBackend({
    features: [
      dockmasterPlugin,
      catalogServiceMock.factory({ entities: names.map(entityOf) }),
      mockServices.urlReader.mock({
        readUrl: async url => {
          const content = await readFile(fileURLToPath(url)).catch(() => {
            throw new NotFoundError(url);
          });
          return { buffer: async () => content };
        },
      }).factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          dockmaster: {
            monorepos: [
              {
                url: `${pathToFileURL(directory.path)}/`,
                compose: ['docker-compose.yml', 'docker-compose.dev.yml'],
                prometheus: 'observability/prometheus.yml',
              },
            ],
          },
        },
      }),
    ],
  });
  const api = request(server);
  const base = '/api/dockmaster';
  const service = (name: string) =>
    `${base}/services/default/component/${name}`;
  return {
    fix: (name: string) => api.get(`${service(name)}/fix`),
    refresh: (name: string) => api.post(`${service(name)}/refresh`),
    waive: (name: string, clause: string) =>
      api.post(`${base}/waivers`).send({
        entityRef: `component:default/${name}`,
        clause,
        reason: 'settled in autumn',
      }),
    reserve: (name: string, more: object = {}) =>
      api
        .post(`${base}/ports/reservations`)
        .send({ owner: `component:default/${name}`, ...more }),
  };
}

const apply = (patch: string) =>
  execFileSync('git', ['apply', '-'], { cwd: directory.path, input: patch });

/** The entry of each service in a compose file. */
const entriesOf = (compose: string) =>
  new Map(
    compose
      .split(/^(?= {2}\w+:$)/m)
      .map(part => [part.trim().split('\n')[0], part]),
  );

it.each([
  ['renames a Dockerfile as the rule calls it', [], true],
  [
    'keeps the name of a Dockerfile that a .dockerignore is called after',
    ['services/identity_service/Dockerfile.dockerignore'],
    false,
  ],
])('%s', async (_, others, isRenamed) => {
  const path = 'services/identity_service/Dockerfile.dev';
  const plain = path.replace('.dev', '');
  await rename(at(path), at(plain));
  for (const other of others) await writeFile(at(other), '**/*.md\n');
  const compose = 'docker-compose.services.yml';
  await writeFile(at(compose), (await text(compose)).replace(path, plain));
  const { fix, refresh } = await start();
  const answer = await fix('identity-service');
  expect(mismatches(answer)).toEqual([]);
  const { files, patch, conforms } = answer.body;
  expect(conforms).toBe(isRenamed);
  const names = files.map(({ path: to, renamedFrom }: any) => [
    to,
    renamedFrom,
  ]);
  expect(names).toEqual(
    isRenamed
      ? [
          [path, plain],
          [compose, undefined],
        ]
      : [],
  );
  if (isRenamed) apply(patch);
  expect((await refresh('identity-service')).body.conforms).toBe(isRenamed);
});

it.each([
  ['billing-service', undefined],
  ['cms-service', { http: 7012 }],
  ['grading-service', { http: 7013 }],
  ['notification-service', { http: 7014 }],
  ['report-service', { http: 7015 }],
])(
  'gives a diff of %s alone, on the ports that are reserved for it, and it conforms with it',
  async (name, ports) => {
    const { fix, refresh, reserve } = await start();
    expect((await refresh(name)).body.conforms).toBe(false);
    if (ports) await reserve(name, { ports });
    const answer = await fix(name);
    expect(mismatches(answer)).toEqual([]);
    expect(answer.body).toMatchObject({
      entityRef: `component:default/${name}`,
      remaining: [],
      ports: ports ?? {},
      conforms: true,
    });
    expect(answer.body.files.map((file: any) => file.patch).join('')).toBe(
      answer.body.patch,
    );

    const COMPOSE = 'docker-compose.services.yml';
    const before = entriesOf(await text(COMPOSE));
    apply(answer.body.patch);
    const folder = name.replace('-', '_');
    const after = entriesOf(await text(COMPOSE));
    const own = `${folder}:`;
    expect([...after.keys()]).toContain(own);
    expect(after.set(own, before.get(own)!)).toEqual(before);
    for (const { path } of answer.body.files)
      expect(path).toMatch(
        RegExp(`^(services/${folder}/|docker-compose|observability/)`),
      );
    const { conforms, score } = (await refresh(name)).body;
    expect({ conforms, score }).toEqual({
      conforms: true,
      score: answer.body.score,
    });
    expect((await fix(name)).body).toMatchObject({ patch: '', fixed: [] });
  },
);

it('says which port would have to be reserved', async () => {
  const { fix } = await start();
  const { body } = await fix('grading-service');
  expect(body).toMatchObject({
    patch: '',
    files: [],
    fixed: [],
    remaining: [{ id: '8.1.unique', needs: 'http' }],
    ports: {},
    conforms: false,
  });
});

it('moves a service away from a port that the registry alone gives to another', async () => {
  const { fix, refresh, reserve } = await start();
  await reserve('late-service', { ports: { http: 7012 } });
  for (const path of [
    'services/identity_service/Dockerfile.dev',
    'docker-compose.services.yml',
  ]) {
    const content = await text(path);
    const moved = content.replaceAll('7005', '7012').replaceAll('9097', '9104');
    directory.addContent({ [path]: moved });
  }
  await refresh('identity-service');
  const taken = [
    { port: 7012, reason: 'component:default/late-service has it' },
  ];
  expect((await fix('identity-service')).body).toMatchObject({
    taken: expect.arrayContaining(taken),
    remaining: [{ id: '8.1.unique', needs: 'http' }],
    conforms: false,
  });
  const { body } = await reserve('identity-service', { database: true });
  const { http } = body.ports;
  expect(http).not.toBe(7012);
  const moved = (await fix('identity-service')).body;
  expect(moved).toMatchObject({ remaining: [], conforms: true });
  apply(moved.patch);
  expect(await text('docker-compose.services.yml')).toContain(
    `"${http}:${http}"`,
  );
  expect((await refresh('identity-service')).body.conforms).toBe(true);
});

it('counts as remaining nothing that is waived, and fixes what is no longer', async () => {
  const { fix, waive } = await start();
  await waive('grading-service', '8.1.unique');
  expect((await fix('grading-service')).body).toMatchObject({
    remaining: [],
    waived: ['8.1.unique'],
    conforms: true,
  });
  const dockerfile = 'services/billing_service/Dockerfile.dev';
  const ignored = (until: string) =>
    `# dockmaster ignore=10.2.exec-form reason="a test" until=${until}\n`;
  const content = await text(dockerfile);
  for (const [until, isFixed] of [
    ['2020-01-31', true],
    ['2999-01-31', false],
  ] as const) {
    directory.addContent({ [dockerfile]: `${ignored(until)}${content}` });
    const { fixed } = (await fix('billing-service')).body;
    expect(fixed.includes('10.2.exec-form')).toBe(isFixed);
  }
});

it('is not to be had without files, for what is no service, or for what one may not read', async () => {
  const { fix } = await start();
  const missing = await fix('import-service');
  expect(missing.status).toBe(404);
  expect(missing.body.error.message).toContain('no Dockerfile.dev');
  expect((await fix('nobody')).status).toBe(404);
  const reader = await start(['dockmaster.report.read']);
  expect((await reader.fix('grading-service')).status).toBe(403);
});

it('shows what is on disk now, whatever was inspected', async () => {
  const { fix, refresh } = await start();
  await refresh('email-service');
  expect((await fix('email-service')).body.patch).toBe('');
  await appendFile(at('services/email_service/Dockerfile.dev'), 'USER root\n');
  const { body } = await fix('email-service');
  expect(body.fixed).toContain('5.1.user');
});
