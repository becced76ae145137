import { createServiceFactory } from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { dockmasterPlugin } from './plugin';

const service = (name: string, annotations: object = {}, type = 'service') =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': `url:https://host/mono/services/${name}/catalog-info.yaml`,
        'backstage.io/source-location': `url:https://host/mono/services/${name}/`,
        ...annotations,
      },
    },
    spec: { type, lifecycle: 'production', owner: 'team' },
  } as Entity);

const entities = [
  service('good'),
  service('bare'),
  service('gone'),
  service('outside', { 'dockmaster.huleedu.com/dockerfile': '../../../x' }),
  service('mistaken', { 'dockmaster.huleedu.com/kind': 'daemon' }),
  service('library', {}, 'library'),
];

/** Files of the host, which a test may change. */
let files: Record<string, string>;
let isCatalogDown: boolean;

async function start(options: { deny?: string } = {}) {
  const catalog = catalogServiceMock({ entities });
  const byRef = catalog.getEntityByRef;
  catalog.getEntityByRef = async (...args) => {
    if (isCatalogDown) throw new ServiceUnavailableError('starting up');
    return byRef.apply(catalog, args);
  };
  const urlReader = mockServices.urlReader.mock({
    readUrl: async url => {
      const content = files[url.replace('https://host/mono/', '')];
      if (content === undefined) throw new NotFoundError(url);
      return { etag: content, buffer: async () => Buffer.from(content) };
    },
  });
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === options.deny
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
  });
  const { server } = await startTestBackend({
    features: [
      dockmasterPlugin,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      urlReader.factory,
      permissions.factory,
      schedulerServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          dockmaster: { monorepos: [{ url: 'https://host/mono/' }] },
        },
      }),
    ],
  });
  return request(server);
}

const at = (name: string) =>
  `/api/dockmaster/services/default/component/${name}`;

beforeEach(() => {
  isCatalogDown = false;
  files = {
    'services/good/catalog-info.yaml': 'x',
    'services/good/Dockerfile.dev': 'FROM python:3.11-slim AS base\n',
    'services/bare/catalog-info.yaml': 'x',
  };
});

it('finds the services by itself, and tells their states apart', async () => {
  const api = await start();
  const states = async () => {
    const { body } = await api.get('/api/dockmaster/services');
    return Object.fromEntries(
      body.items.map((item: { entityRef: string; state: string }) => [
        item.entityRef.split('/')[1],
        item.state,
      ]),
    );
  };
  for (let turn = 0; turn < 100; turn++) {
    const found = Object.values(await states());
    if (found.length > 0 && !found.includes('pending')) break;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  expect(await states()).toEqual({
    good: 'checked',
    bare: 'no-dockerfile',
    gone: 'unreadable',
    outside: 'unreadable',
    mistaken: 'unreadable',
  });
}, 30_000);

it('reads and judges anew when asked, and keeps what was good when a read fails', async () => {
  const api = await start();
  const first = await api.post(`${at('good')}/refresh`);
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    state: 'checked',
    conforms: false,
    report: {
      service: 'good',
      files: { dockerfile: 'services/good/Dockerfile.dev' },
    },
  });
  const verdict = (body: any, id: string) =>
    body.report.clauses.find((clause: { id: string }) => clause.id === id)
      .verdict;
  expect(verdict(first.body, '2.1.development')).toBe('fail');

  files['services/good/Dockerfile.dev'] += 'FROM base AS development\n';
  const second = await api.post(`${at('good')}/refresh`);
  expect(verdict(second.body, '2.1.development')).toBe('pass');

  files = {};
  const third = await api.post(`${at('good')}/refresh`);
  expect(third.body).toMatchObject({ state: 'checked', stale: true });
  expect(third.body.reason).toContain('could not be read');
  expect(verdict(third.body, '2.1.development')).toBe('pass');

  const { body: history } = await api.get(`${at('good')}/history`);
  expect(history.items).toHaveLength(2);
});

it('says why a service cannot be read', async () => {
  const api = await start();
  const outside = await api.post(`${at('outside')}/refresh`);
  expect(outside.body.reason).toContain('leads out of the repository');
  const mistaken = await api.post(`${at('mistaken')}/refresh`);
  expect(mistaken.body.reason).toContain('must be http, worker, job');
});

it('says nothing of a service while the catalog does not answer', async () => {
  const api = await start();
  await api.post(`${at('good')}/refresh`);
  isCatalogDown = true;
  expect((await api.post(`${at('good')}/refresh`)).status).toBe(503);
  const { body } = await api.get(at('good'));
  expect(body).toMatchObject({ state: 'checked', stale: false, reason: null });
});

it('pages, and refuses a page that is too long', async () => {
  const api = await start();
  await Promise.all(
    ['good', 'bare', 'gone'].map(name => api.post(`${at(name)}/refresh`)),
  );
  const first = await api.get('/api/dockmaster/services?limit=2');
  expect(first.body.items).toHaveLength(2);
  const second = await api.get(
    `/api/dockmaster/services?limit=2&cursor=${first.body.nextCursor}`,
  );
  expect(second.body.items[0].entityRef > first.body.items[1].entityRef).toBe(
    true,
  );
  expect((await api.get('/api/dockmaster/services?limit=1000')).status).toBe(
    400,
  );
  expect((await api.get('/api/dockmaster/services?sort=name')).status).toBe(
    400,
  );
});

it('knows nothing of what is no service', async () => {
  const api = await start();
  expect((await api.get(at('library'))).status).toBe(404);
  expect((await api.get(at('nobody'))).status).toBe(404);
  expect((await api.post(`${at('library')}/refresh`)).status).toBe(404);
});

it('asks a permission on every route', async () => {
  const reading = await start({ deny: 'dockmaster.report.read' });
  expect((await reading.get(at('good'))).status).toBe(403);
  expect((await reading.get(`${at('good')}/history`)).status).toBe(403);
  expect((await reading.post(`${at('good')}/refresh`)).status).toBe(403);
  expect((await reading.get('/api/dockmaster/services')).body).toEqual({
    items: [],
  });

  const refreshing = await start({ deny: 'dockmaster.report.refresh' });
  expect((await refreshing.get(at('good'))).status).toBe(200);
  expect((await refreshing.post(`${at('good')}/refresh`)).status).toBe(403);
});

it('lets nobody in without credentials', async () => {
  const api = await start();
  const { status } = await api
    .get('/api/dockmaster/services')
    .set('Authorization', mockCredentials.none.header());
  expect(status).toBe(401);
});

it('describes itself', async () => {
  const api = await start();
  const { body } = await api.get('/api/dockmaster/openapi.json');
  expect(Object.keys(body.paths)).toContain('/api/dockmaster/services');
  const { body: clauses } = await api.get('/api/dockmaster/clauses');
  expect(clauses.items[0]).toMatchObject({ id: '2.1.base', severity: 'must' });
});
