import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import dockmasterPlugin from '@huleedu/plugin-dockmaster-backend';
import { run } from '../cli';

jest.setTimeout(30_000);

const A = 'component:default/a';
const files: Record<string, string> = {
  'services/bill/catalog-info.yaml': 'x',
  'services/bill/Dockerfile.dev':
    'FROM python:3.11-slim AS base\nENV HTTP_PORT=7002 \\\n    PROMETHEUS_PORT=9999\n',
};

/** A portal with pools of three numbers, one of them blocked, and a service whose files say otherwise than the rule. */
async function startPortal(): Promise<string> {
  const { server } = await startTestBackend({
    features: [
      dockmasterPlugin,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'bill',
              annotations: {
                'backstage.io/managed-by-location':
                  'url:https://host/mono/services/bill/catalog-info.yaml',
                'backstage.io/source-location':
                  'url:https://host/mono/services/bill/',
              },
            },
            spec: { type: 'service', lifecycle: 'production', owner: 'team' },
          },
        ],
      }),
      mockServices.urlReader.mock({
        readUrl: async url => {
          const content = files[url.replace('https://host/mono/', '')];
          if (content === undefined)
            throw Object.assign(new Error(url), { name: 'NotFoundError' });
          return { etag: content, buffer: async () => Buffer.from(content) };
        },
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
            monorepos: [{ url: 'https://host/mono/' }],
          },
        },
      }),
    ],
  });
  return `http://localhost:${server.port()}`;
}

async function dockmaster(...args: string[]) {
  let out = '';
  let err = '';
  const code = await run(args, {
    cwd: '/',
    today: '2026-11-24',
    isTerminal: false,
    colors: false,
    loadConfigurationReader: () => import('@huleedu/rule-087/configuration'),
    loadFixer: () => import('@huleedu/service-fixer'),
    loadGenerator: () => import('@huleedu/service-generator'),
    out: text => (out += text),
    err: text => (err += text),
  });
  return { code, out, err };
}

/** The subcommand in a portal, and what it says to programs. */
async function json(url: string, ...args: string[]) {
  const { out, ...rest } = await dockmaster(
    'ports',
    ...args,
    ...['--url', url, '--format', 'json'],
  );
  return { ...rest, body: JSON.parse(out) };
}

describe('in a portal', () => {
  let url: string;
  const text = (...args: string[]) =>
    dockmaster('ports', ...args, '--url', url);

  beforeEach(async () => {
    url = await startPortal();
  });

  it('previews, reserves once, renews, confirms, lists and releases', async () => {
    const wish = ['--owner', 'a', '--database', '--ttl', 'PT2H'];
    const preview = await json(url, 'preview', ...wish.slice(0, 3));
    expect(preview).toMatchObject({
      code: 0,
      err: '',
      body: {
        binding: false,
        ports: { http: 7002, prometheus: 9094, database: 5441 },
      },
    });
    const reserved = await json(url, 'reserve', ...wish);
    expect(reserved.body).toMatchObject({
      owner: A,
      state: 'leased',
      version: 1,
      ports: preview.body.ports,
    });
    expect((await json(url, 'reserve', ...wish)).body).toEqual(reserved.body);
    const pull = ['--ttl', 'P3D', '--pull-request', 'https://host/pull/1'];
    expect((await json(url, 'renew', A, ...pull)).body).toMatchObject({
      version: 2,
      pullRequest: 'https://host/pull/1',
    });
    const { id } = reserved.body;
    expect((await text('confirm', id)).out).toBe(
      'component:default/a has HTTP 7002, Prometheus 9094, database 5441 (active)\n',
    );
    const list = await json(url, 'list');
    expect(list.body).toMatchObject({
      environment: 'default',
      reservations: [{ id, state: 'active', version: 3 }],
      free: { http: 1, database: 2 },
    });
    expect((await text('list')).out).toBe(
      [
        'owner                state   HTTP  Prometheus  database  until  reserved by',
        'component:default/a  active  7002  9094        5441             user:default/mock',
        '1 with ports in default; free: 1 HTTP, 2 database',
        '',
      ].join('\n'),
    );
    expect((await json(url, 'release', 'a')).body).toMatchObject({
      released: true,
      quarantinedUntil: expect.any(String),
    });
    expect(await text('release', 'a')).toEqual({
      code: 0,
      out: 'a has no ports\n',
      err: '',
    });
  });

  it('asks for the numbers that are given, for good', async () => {
    const { body } = await json(
      url,
      ...['reserve', '--owner', 'a', '--active'],
      ...['--http-port', '7003', '--database-port', '5443'],
    );
    expect(body).toMatchObject({
      state: 'active',
      ports: { http: 7003, prometheus: 9095, database: 5443 },
    });
  });

  it('reserves for a worker its database port alone', async () => {
    const worker = ['--owner', 'w', '--kind', 'worker'];
    const { body } = await json(url, 'reserve', ...worker, '--database');
    expect(body.ports).toEqual({ database: 5441 });
    expect(await text('reserve', ...worker)).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing to reserve'),
    });
  });

  it.each<[string, string[], number, string]>([
    ['a blocked number', ['--http-port', '7001'], 1, 'PORT_TAKEN'],
    ['a number outside the pool', ['--http-port', '8000'], 2, '7001–7003'],
    ['what is no number', ['--http-port', 'seven'], 2, '"seven" is no port'],
    ['a time that is none', ['--ttl', 'a day'], 2, 'PT24H'],
    ['another kind', ['--kind', 'job'], 2, 'Allowed choices'],
    ['an unknown environment', ['--environment', 'moon'], 2, 'moon'],
  ])('says why it refuses %s', async (_, flags, code, message) => {
    const refused = await text('reserve', '--owner', 'a', ...flags);
    expect(refused).toMatchObject({
      code,
      out: '',
      err: expect.stringContaining(message),
    });
  });

  it('says to programs what helps where nothing is left', async () => {
    for (const owner of ['a', 'b'])
      await json(url, 'reserve', '--owner', owner);
    const { code, err, body } = await json(url, 'reserve', '--owner', 'c');
    expect(code).toBe(1);
    expect(err).toMatch(/^dockmaster: refused \(POOL_EXHAUSTED\): No http/);
    expect(body.error).toMatchObject({
      code: 'POOL_EXHAUSTED',
      details: { nextFreeAt: expect.any(String) },
    });
    expect(await json(url, 'confirm', 'c')).toMatchObject({
      code: 1,
      body: { error: { code: 'NO_RESERVATION' } },
    });
  });

  it('shows drift with its places, and fails by what is asked', async () => {
    const service = `${url}/api/dockmaster/services/default/component/bill`;
    const { status } = await fetch(`${service}/refresh`, { method: 'POST' });
    expect(status).toBe(200);
    const shown = await text('drift');
    expect(shown).toEqual({
      code: 1,
      err: '',
      out: [
        'UNREGISTERED: component:default/bill uses 7002, which is not registered. Import it, or reserve it.',
        '  services/bill/Dockerfile.dev:2',
        'UNREGISTERED: component:default/bill uses 9999, which is not registered. Import it, or reserve it.',
        '  services/bill/Dockerfile.dev:3',
        'OFFSET_DRIFT: component:default/bill has HTTP 7002 and Prometheus 9999; the rule wants 9094 (HTTP + 2092).',
        '  services/bill/Dockerfile.dev:3',
        '3 drifts, 3 of them grave',
        '',
      ].join('\n'),
    });
    const codes: Array<[string[], number]> = [
      [['--fail-on', 'never'], 0],
      [['--fail-on', 'any'], 1],
      [['--owner', 'bill'], 1],
      [['--owner', 'other', '--fail-on', 'any'], 0],
    ];
    for (const [flags, code] of codes)
      expect([flags, (await text('drift', ...flags)).code]).toEqual([
        flags,
        code,
      ]);
  });

  it('imports what files say, once it is told to', async () => {
    const service = `${url}/api/dockmaster/services/default/component/bill`;
    await fetch(`${service}/refresh`, { method: 'POST' });
    const dry = await text('import');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('1 of 1 would be registered; --apply writes it');
    expect((await json(url, 'list')).body.reservations).toEqual([]);
    expect((await text('import', '--apply')).out).toContain(
      'component:default/bill  legacy   7002  9999',
    );
    expect((await json(url, 'list')).body.reservations).toHaveLength(1);
  });

  it('says that the token is none', async () => {
    const header = mockCredentials.user.invalidHeader();
    const token = header.replace('Bearer ', '');
    const refused = await text('list', '--token', token);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('DOCKMASTER_TOKEN'),
    });
    expect(refused.err).not.toContain(token);
  });
});

describe('without a portal', () => {
  /** Answers everything alike, and counts. */
  async function answering(status: number, body: string, headers = {}) {
    let count = 0;
    const server = createServer((_, response) => {
      count++;
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const said = await dockmaster(
      'ports',
      'drift',
      ...['--url', `http://127.0.0.1:${port}/`],
    );
    server.close();
    return { ...said, count };
  }

  it.each([
    ['no URL', [], 'DOCKMASTER_URL'],
    ['what is no URL', ['--url', 'portal'], 'looks like https://'],
    ['nobody', ['--url', 'http://127.0.0.1:1'], 'cannot be reached'],
  ])('says what is missing: %s', async (_, flags, message) => {
    expect(await dockmaster('ports', 'list', ...flags)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(message),
    });
  });

  it.each([
    ['the pages of the portal', 200, '<!doctype html>', 'not of the pages'],
    ['a backend without Dockmaster', 404, '{}', 'has no registry of ports'],
    ['a portal that fails', 500, '{}', 'the portal failed'],
  ])('tells apart %s', async (_, status, body, message) => {
    const said = await answering(status, body);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toContain(message);
  });

  it('comes again when the registry is busy, and not for ever', async () => {
    const busy = { 'Retry-After': '0' };
    const { code, count } = await answering(503, '{}', busy);
    expect([code, count]).toEqual([2, 4]);
  });
});
