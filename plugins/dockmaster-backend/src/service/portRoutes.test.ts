import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { dockmasterPlugin } from '../plugin';
import { mismatches } from '../schema/__testUtils__/mismatches';

const service = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': `url:https://host/mono/services/${name}/catalog-info.yaml`,
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
});

/** The registry in a backend of its own, with one service in the catalog and pools of three numbers. */
async function start(options: { deny?: string[]; denyOn?: string } = {}) {
  const audit = mockServices.auditor.mock();
  const finished: string[] = [];
  audit.createEvent.mockImplementation(async ({ eventId }) => ({
    success: async () => void finished.push(`${eventId} succeeded`),
    fail: async () => void finished.push(`${eventId} failed`),
  }));
  const { server } = await startTestBackend({
    features: [
      dockmasterPlugin,
      catalogServiceMock.factory({ entities: [service('known')] }),
      audit.factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission, resourceRef }: any) => ({
            result:
              options.deny?.includes(permission.name) ||
              (resourceRef && resourceRef === options.denyOn)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          dockmaster: {
            standard: {
              ports: {
                http: { from: 7001, to: 7003 },
                database: { from: 5441, to: 5443 },
                blocked: [{ port: 9093, reason: 'Kafka holds it' }],
              },
            },
          },
        },
      }),
    ],
  });
  return { api: request(server), finished };
}

const at = '/api/dockmaster/ports';
const bodyOf = (owner: string, more: object = {}) => ({
  owner: `component:default/${owner}`,
  ...more,
});
const as = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

it('reserves, confirms, renews, transfers and releases, as its description says', async () => {
  const { api, finished } = await start();
  const wish = bodyOf('new', { database: true, ttl: 'PT2H' });
  const preview = await api.post(`${at}/preview`).send(wish);
  expect(mismatches(preview)).toEqual([]);
  expect(preview.body).toMatchObject({ preview: true, binding: false });

  const made = await api.post(`${at}/reservations`).send(wish);
  expect(made.status).toBe(201);
  expect(mismatches(made)).toEqual([]);
  expect(made.headers.etag).toBe('"1"');
  expect(made.body).toMatchObject({
    owner: 'component:default/new',
    state: 'leased',
    version: 1,
    ports: { http: 7002, prometheus: 9094, database: 5441 },
    requester: 'user:default/mock',
  });
  expect(preview.body.ports).toEqual(made.body.ports);
  const { id } = made.body;

  const again = await api.post(`${at}/reservations`).send(wish);
  expect([again.status, again.body.id]).toEqual([200, id]);

  const renewed = await api
    .post(`${at}/reservations/${id}/renew`)
    .set('If-Match', '"1"')
    .send({ pullRequest: 'https://example.com/pull/1' });
  expect(renewed.body).toMatchObject({
    version: 2,
    pullRequest: 'https://example.com/pull/1',
  });
  const transferred = await api
    .post(`${at}/reservations/${id}/transfer`)
    .set('If-Match', '"2"')
    .send({ owner: 'component:default/renamed' });
  expect(transferred.body).toMatchObject({
    version: 3,
    owner: 'component:default/renamed',
    ports: made.body.ports,
  });
  const confirmed = await api
    .post(`${at}/reservations/${id}/confirm`)
    .set('If-Match', '"3"');
  expect(confirmed.body).toMatchObject({ version: 4, state: 'active' });
  expect(confirmed.body.expiresAt).toBeUndefined();

  const page = await api.get(`${at}/reservations?port=9094`);
  expect(mismatches(page)).toEqual([]);
  expect(page.body.items).toHaveLength(1);

  const released = await api
    .delete(`${at}/reservations/${id}`)
    .set('If-Match', '"4"');
  expect(mismatches(released)).toEqual([]);
  expect(released.body).toMatchObject({ released: true });
  const gone = await api
    .delete(`${at}/reservations/${id}`)
    .set('If-Match', '"4"');
  expect([gone.status, gone.body.released]).toEqual([200, false]);

  const history = await api.get(`${at}/history?port=7002`);
  const ofOwner = await api.get(`${at}/history?owner=component:default/new`);
  expect(ofOwner.body.items).toHaveLength(6);
  expect(mismatches(history)).toEqual([]);
  expect(history.body.items.map(({ action }: any) => action)).toEqual([
    'released',
    'confirmed',
    'transferred',
    'renewed',
    'reserved',
  ]);
  const overview = await api.get(at);
  expect(mismatches(overview)).toEqual([]);
  expect(overview.body.pools[0].ports.map(({ state }: any) => state)).toEqual([
    'blocked',
    'quarantined',
    'free',
  ]);
  expect(overview.body.pools[0].ports[0].reason).toContain('9093');
  expect(mismatches(await api.post(`${at}/import`))).toEqual([]);
  expect(finished).toEqual(
    expect.arrayContaining([
      'port-reserve succeeded',
      'port-release succeeded',
    ]),
  );
});

it.each<[string, number, string, object]>([
  ['nothing', 400, 'NOTHING_TO_RESERVE', bodyOf('a', { kind: 'worker' })],
  ['no entity', 400, 'INVALID_OWNER', { owner: '../../etc' }],
  ['no duration', 400, 'INVALID_DURATION', bodyOf('a', { ttl: 'soon' })],
  ['too long', 400, 'INVALID_DURATION', bodyOf('a', { ttl: 'P10Y' })],
  [
    'another environment',
    400,
    'UNKNOWN_ENVIRONMENT',
    bodyOf('a', { environment: 'moon' }),
  ],
  [
    'a port out of the pool',
    400,
    'PORT_OUT_OF_POOL',
    bodyOf('a', { ports: { http: 8080 } }),
  ],
  [
    'a port whose partner is blocked',
    409,
    'PORT_TAKEN',
    bodyOf('a', { ports: { http: 7001 } }),
  ],
])('refuses %s', async (_, status, code, wish) => {
  const { api, finished } = await start();
  const refused = await api.post(`${at}/reservations`).send(wish);
  expect(refused.status).toBe(status);
  expect(mismatches(refused)).toEqual([]);
  expect(refused.body.error).toMatchObject({ code });
  expect(finished).toEqual(['port-reserve failed']);
});

it.each([
  ['an unknown field', { owner: 'component:default/a', port: 7001 }],
  ['no owner', {}],
  ['a port that is none', { owner: 'a', ports: { http: 70000 } }],
  ['a state that is none', { owner: 'a', state: 'mine' }],
])('validates requests: %s', async (_, wish) => {
  const { api } = await start();
  const { status, body } = await api.post(`${at}/reservations`).send(wish);
  expect([status, body.error.name]).toEqual([400, 'InputError']);
});

it('says what would help when nothing is left', async () => {
  const { api } = await start();
  for (const owner of ['a', 'b'])
    await api.post(`${at}/reservations`).send(bodyOf(owner));
  const { status, body } = await api
    .post(`${at}/reservations`)
    .send(bodyOf('c'));
  expect(status).toBe(409);
  expect(body.error).toMatchObject({
    name: 'ConflictError',
    code: 'POOL_EXHAUSTED',
    details: {
      pool: { name: 'http', from: 7001, to: 7003 },
      nextFreeAt: expect.any(String),
      leased: [
        { port: 7002, owner: 'component:default/a' },
        { port: 7003, owner: 'component:default/b' },
      ],
    },
  });
});

it('asks for the version, and takes no stale one', async () => {
  const { api } = await start();
  const { body } = await api.post(`${at}/reservations`).send(bodyOf('a'));
  const path = `${at}/reservations/${body.id}`;
  const without = await api.delete(path);
  expect([without.status, without.body.error.code]).toEqual([
    428,
    'VERSION_REQUIRED',
  ]);
  for (const stale of ['"7"', 'yesterday']) {
    const answer = await api.delete(path).set('If-Match', stale);
    expect([answer.status, answer.body.error.code]).toEqual([
      412,
      'STALE_VERSION',
    ]);
  }
  expect((await api.get(path)).body.version).toBe(1);
});

it('lets the requester alone change what is not in the catalog yet, and the platform’s owners', async () => {
  const { api } = await start({ deny: ['dockmaster.port.administer'] });
  const { body } = await api
    .post(`${at}/reservations`)
    .set('Authorization', as('ada'))
    .send(bodyOf('a'));
  const path = `${at}/reservations/${body.id}`;
  const release = (name: string) =>
    api.delete(path).set('If-Match', '"1"').set('Authorization', as(name));

  const held = await api
    .post(`${at}/reservations`)
    .set('Authorization', as('bob'))
    .send(bodyOf('a'));
  expect([held.status, held.body.error.code]).toEqual([409, 'OWNER_HELD']);
  expect((await release('bob')).status).toBe(403);
  expect((await release('ada')).status).toBe(200);
});

it('asks the owners of an entity that exists', async () => {
  const { api } = await start({ denyOn: 'component:default/known' });
  const known = await api.post(`${at}/reservations`).send(bodyOf('known'));
  expect(known.status).toBe(403);
  const { body } = await api.post(`${at}/reservations`).send(bodyOf('new'));
  const transfer = await api
    .post(`${at}/reservations/${body.id}/transfer`)
    .set('If-Match', '1')
    .send({ owner: 'component:default/known' });
  expect(transfer.status).toBe(403);
});

it.each([
  ['dockmaster.port.read', 'get', ''],
  ['dockmaster.port.read', 'get', '/drift'],
  ['dockmaster.port.read', 'get', '/history'],
  ['dockmaster.port.read', 'get', '/reservations'],
  ['dockmaster.port.read', 'get', '/reservations/x'],
  ['dockmaster.port.read', 'post', '/preview'],
  ['dockmaster.port.reserve', 'post', '/reservations'],
  ['dockmaster.port.administer', 'post', '/import'],
] as const)('asks %s on %s %s', async (permission, method, path) => {
  const { api } = await start({ deny: [permission] });
  const call = api[method](`${at}${path}`);
  const { status } = await (method === 'post'
    ? call.send(path === '/import' ? { dryRun: false } : bodyOf('a'))
    : call);
  expect(status).toBe(403);
});

it('lets nobody in without credentials', async () => {
  const { api } = await start();
  const { status } = await api
    .get(at)
    .set('Authorization', mockCredentials.none.header());
  expect(status).toBe(401);
});
