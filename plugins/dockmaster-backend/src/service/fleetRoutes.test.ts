import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { clauses } from '@huleedu/rule-087';
import request from 'supertest';
import { dockmasterPlugin } from '../plugin';

const A = 'component:default/a';
const at = '/api/dockmaster';
const dockerfile = 'FROM python:3.11-slim AS base\nCOPY services /app\n';

const service = (name: string, owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': `url:https://host/${name}/catalog-info.yaml`,
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

async function start(denied: Array<[permission: string, on?: string]> = []) {
  const { server } = await startTestBackend({
    features: [
      dockmasterPlugin,
      catalogServiceMock.factory({
        entities: [service('a', 'red'), service('b', 'blue')],
      }),
      mockServices.urlReader.mock({
        readUrl: async url => {
          if (!url.endsWith('/a/Dockerfile.dev')) throw new NotFoundError(url);
          return {
            buffer: async () => Buffer.from(dockerfile),
          };
        },
      }).factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission, resourceRef }: any) => ({
            result: denied.some(
              ([name, on]) =>
                name === permission.name && (!on || on === resourceRef),
            )
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
    ],
  });
  const api = request(server);
  const refresh = (name: string) =>
    api.post(`${at}/services/default/component/${name}/refresh`);
  return { api, refresh };
}

const verdictOf = (body: any, id: string) =>
  body.report.clauses.find((clause: any) => clause.id === id);

describe('the summary', () => {
  it('counts verdicts by clause and services by owner', async () => {
    const { api, refresh } = await start();
    await refresh('a');
    const { body } = await api.get(`${at}/summary`);
    expect(body.total).toMatchObject({
      services: 2,
      notConforming: 1,
      unchecked: 1,
    });
    expect(body.owners).toMatchObject([
      { owner: 'group:default/red', services: 1, notConforming: 1 },
      { owner: 'group:default/blue', services: 1, unchecked: 1, score: null },
    ]);
    expect(body.clauses).toHaveLength(clauses.length);
    expect(body.clauses.slice(0, 2)).toMatchObject([
      { id: '2.1.base', pass: 1, fail: 0 },
      { id: '2.1.development', pass: 0, fail: 1 },
    ]);
  });

  it('counts only what the caller may read', async () => {
    const { api, refresh } = await start([['dockmaster.report.read', A]]);
    await refresh('b');
    const { body } = await api.get(`${at}/summary`);
    expect(body.total.services).toBe(1);
  });
});

describe('the forecast', () => {
  const forecast = (name: string) =>
    `${at}/services/default/component/${name}/forecast`;

  it('tells what an edit rebuilds, in steps and in a sentence', async () => {
    const { api } = await start();
    const { body } = await api.get(forecast('a'));
    expect(body.targets).toMatchObject([
      { target: 'base', steps: [{ instruction: 'COPY services /app' }] },
    ]);
    expect(body.summary.sentence).toContain('of 1 steps');
  });

  it('is not to be had without files, or for what one may not read', async () => {
    const { api } = await start([['dockmaster.report.read', A]]);
    expect((await api.get(forecast('a'))).status).toBe(403);
    expect((await api.get(forecast('b'))).status).toBe(404);
  });
});

describe('files of a request', () => {
  it('are judged alone, or as those of a service in its folder', async () => {
    const { api } = await start();
    const alone = await api.post(`${at}/check`).send({ dockerfile });
    expect(alone.body).toMatchObject({ conforms: false, kind: 'http' });
    const clause = (body: any, id: string) => verdictOf({ report: body }, id);
    expect(clause(alone.body, '11.1.context').verdict).toBe('not-applicable');

    const whole = await api.post(`${at}/check`).send({
      service: 'a_service',
      dockerfile,
      pyproject: '[project]\nname = "a"\ndependencies = ["fastapi"]\n',
      compose: [
        {
          path: 'docker-compose.yml',
          content: 'services:\n  a:\n    build: services/a_service\n',
        },
      ],
    });
    expect(whole.body).toMatchObject({ framework: 'fastapi' });
    expect(clause(whole.body, '11.1.context')).toMatchObject({
      verdict: 'fail',
      evidence: [{ file: 'docker-compose.yml', startLine: 3 }],
    });
  });

  it('are refused beyond the bounds, and without permission', async () => {
    const { api } = await start();
    const tooLarge = { dockerfile: '#'.repeat(1024 * 1024 + 1) };
    const large = await api.post(`${at}/check`).send(tooLarge);
    expect(large.status).toBe(400);
    const { api: other } = await start([['dockmaster.report.check']]);
    const denied = await other
      .post(`${at}/check`)
      .send({ dockerfile: 'FROM a' });
    expect(denied.status).toBe(403);
  });
});

describe('waivers', () => {
  const wish = {
    entityRef: 'A',
    clause: '2.1.development',
    reason: 'replaced in spring',
  };

  it('take a clause out of the verdict, in lists too, until they end', async () => {
    const { api, refresh } = await start();
    const before = (await refresh('a')).body;
    const { status, body } = await api.post(`${at}/waivers`).send(wish);
    expect(status).toBe(201);
    expect(body).toMatchObject({ entityRef: A, by: 'user:default/mock' });
    const path = `${at}/services/default/component/a`;
    const during = (await api.get(path)).body;
    expect(verdictOf(during, wish.clause)).toMatchObject({
      verdict: 'waived',
      waiver: { verdict: 'fail', reason: wish.reason, by: body.by },
    });
    expect(during.counts.waived).toBe(before.counts.waived + 1);
    const { items } = (await api.get(`${at}/services`)).body;
    expect(items.find((item: any) => item.entityRef === A).counts).toEqual(
      during.counts,
    );
    expect((await api.get(`${at}/waivers?entityRef=a`)).body.items).toEqual([
      body,
    ]);
    expect((await api.delete(`${at}/waivers/${body.id}`)).status).toBe(204);
    expect((await api.get(path)).body.counts).toEqual(before.counts);
  });

  it('that have ended count no more', async () => {
    const { api, refresh } = await start();
    await api.post(`${at}/waivers`).send({ ...wish, until: '2020-01-31' });
    const { body } = await refresh('a');
    expect(verdictOf(body, wish.clause).verdict).toBe('fail');
  });

  it.each([
    [400, { clause: '9.9.nothing' }],
    [400, { reason: '  ' }],
    [400, { until: 'soon' }],
    [400, { entityRef: '::' }],
    [404, { entityRef: 'nobody' }],
  ])('answer %s to %j', async (status, change) => {
    const { api } = await start();
    const answer = await api.post(`${at}/waivers`).send({ ...wish, ...change });
    expect(answer.status).toBe(status);
  });

  it('are written once for a clause', async () => {
    const { api } = await start();
    await api.post(`${at}/waivers`).send(wish);
    expect((await api.post(`${at}/waivers`).send(wish)).status).toBe(409);
  });

  it('ask a permission', async () => {
    const { api } = await start([['dockmaster.waiver.manage', A]]);
    expect((await api.post(`${at}/waivers`).send(wish)).status).toBe(403);
    const { api: reader } = await start([['dockmaster.report.read', A]]);
    await reader.post(`${at}/waivers`).send(wish);
    expect((await reader.get(`${at}/waivers`)).body.items).toEqual([]);
    expect((await reader.delete(`${at}/waivers/none`)).status).toBe(404);
  });
});
