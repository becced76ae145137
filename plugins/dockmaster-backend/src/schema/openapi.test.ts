import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request, { Response } from 'supertest';
import { dockmasterPlugin } from '../plugin';
import {
  mismatches,
  operationOf,
  operations,
} from './__testUtils__/mismatches';

const at = '/api/dockmaster';
const a = `${at}/services/default/component/a`;
const owner = 'component:default/new';
const clause = '2.1.development';

let api: ReturnType<typeof request>;
beforeAll(async () => {
  const { server } = await startTestBackend({
    features: [
      dockmasterPlugin,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'a',
              annotations: {
                'backstage.io/managed-by-location':
                  'url:https://host/a/catalog-info.yaml',
              },
            },
            spec: { type: 'service', lifecycle: 'production', owner: 'red' },
          },
        ],
      }),
      mockServices.urlReader.mock({
        readUrl: async url => {
          if (!url.endsWith('/a/Dockerfile.dev')) throw new NotFoundError(url);
          return {
            buffer: async () =>
              Buffer.from(
                'FROM python:3.11-slim AS base\nENV PORT=7001\nCOPY services /app\n',
              ),
          };
        },
      }).factory,
    ],
  });
  api = request(server);
});

it('describes what every route answers', async () => {
  const succeeded = new Set<string>();
  const expectDescribed = (response: Response) => {
    const { operationId } = operationOf(response);
    expect([operationId, mismatches(response)]).toEqual([operationId, []]);
    return response;
  };
  const succeeds = (response: Response) => {
    expect([response.body, response.status < 300]).toEqual([
      response.body,
      true,
    ]);
    succeeded.add(operationOf(response).operationId);
    return expectDescribed(response);
  };
  const fails = (status: number, response: Response) => {
    expect(response.status).toBe(status);
    expectDescribed(response);
  };

  succeeds(await api.get(a));
  succeeds(await api.post(`${a}/refresh`));
  for (const part of ['', '/history', '/forecast', '/fix'])
    succeeds(await api.get(`${a}${part}`));
  for (const path of ['services', 'summary', 'clauses'])
    succeeds(await api.get(`${at}/${path}`));
  succeeds(await api.post(`${at}/check`).send({ dockerfile: 'FROM a\n' }));
  fails(404, await api.get(`${at}/services/default/component/none`));

  const wish = { entityRef: 'a', clause, reason: 'replaced in spring' };
  const waiver = succeeds(await api.post(`${at}/waivers`).send(wish)).body;
  fails(409, await api.post(`${at}/waivers`).send(wish));
  fails(404, await api.post(`${at}/waivers`).send({ ...wish, entityRef: 'b' }));
  succeeds(await api.get(`${at}/waivers`));
  succeeds(await api.get(a));
  succeeds(await api.delete(`${at}/waivers/${waiver.id}`));
  fails(404, await api.delete(`${at}/waivers/${waiver.id}`));

  const ports = `${at}/ports`;
  const reservations = `${ports}/reservations`;
  succeeds(await api.post(`${ports}/preview`).send({ owner }));
  const { body, header } = succeeds(
    await api.post(reservations).send({ owner, database: true }),
  );
  expect(header.etag).toBe(`"${body.version}"`);
  const one = `${reservations}/${body.id}`;
  succeeds(await api.get(one));
  succeeds(await api.get(reservations));
  fails(428, await api.post(`${one}/confirm`).send({}));
  fails(412, await api.post(`${one}/renew`).set('If-Match', '"99"').send({}));
  fails(
    409,
    await api
      .post(reservations)
      .send({ owner: `${owner}er`, ports: { http: body.ports.http } }),
  );
  let { version } = body;
  for (const [action, sent] of [
    ['renew', {}],
    ['confirm', {}],
    ['transfer', { owner: 'component:default/newest' }],
  ] as const) {
    const changed = await api
      .post(`${one}/${action}`)
      .set('If-Match', `"${version}"`)
      .send(sent);
    version = succeeds(changed).body.version;
  }
  succeeds(await api.delete(one).set('If-Match', `"${version}"`));
  fails(404, await api.get(one));
  for (const path of ['', '/drift', '/history'])
    succeeds(await api.get(`${ports}${path}`));
  succeeds(await api.post(`${ports}/import`).send({ dryRun: true }));

  expect([...succeeded].sort()).toEqual(
    operations.map(({ operationId }) => operationId).sort(),
  );
});

it.each(operations.map(({ operationId, ...route }) => [operationId, route]))(
  'describes how %s refuses an unknown parameter',
  async (_, { method, path }) => {
    const url = path.source
      .replace(/^\^|\$$/g, '')
      .replaceAll('\\/', '/')
      .replaceAll('[^/]+', 'x');
    const verb = method.toLowerCase() as 'get' | 'post' | 'delete';
    const call = api[verb](`${url}?unknown=1`);
    const response = await (verb === 'post' ? call.send({}) : call);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining("'unknown'"),
    });
    expect(mismatches(response)).toEqual([]);
  },
);
