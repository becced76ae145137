import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import dockmasterPlugin from '@huleedu/plugin-dockmaster-backend';
import * as configuration from '@huleedu/rule-087/configuration';
import * as fixer from '@huleedu/service-fixer';
import * as generator from '@huleedu/service-generator';
import { run } from '../cli';

const example = resolve(__dirname, '../../../../examples/monorepo');
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dockmaster-new-'));
  await cp(example, join(root, 'monorepo'), { recursive: true });
  root = join(root, 'monorepo');
});

afterEach(() => rm(resolve(root, '..'), { recursive: true }));

async function dockmaster(...args: string[]) {
  let out = '';
  let err = '';
  const code = await run(args, {
    cwd: root,
    today: '2026-11-24',
    isTerminal: false,
    colors: false,
    loadConfigurationReader: async () => configuration,
    loadFixer: async () => fixer,
    loadGenerator: async () => generator,
    out: text => (out += text),
    err: text => (err += text),
  });
  return { code, out, err };
}

const create = (name: string, ...flags: string[]) =>
  dockmaster('new', name, '--owner', 'group:default/accounts-team', ...flags);
const letters = [
  ...['--framework', 'quart', '--http-port', '7011'],
  ...['--database', '--database-port', '5447'],
];
const files = async () =>
  (await readdir(root, { recursive: true })).sort().join('\n');

it('writes a service that conforms, and says what it wrote', async () => {
  const { code, out, err } = await create('letter_service', ...letters);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('new      services/letter_service/Dockerfile.dev\n');
  expect(out).toContain('changed  docker-compose.services.yml\n');
  const { results } = JSON.parse(
    (await dockmaster('check', 'services/letter_service', '--format', 'json'))
      .out,
  );
  expect(results[0]).toMatchObject({ conforms: true, score: 100, notices: [] });
  expect(await files()).not.toContain('.dockmaster-');
});

it('writes nothing the second time', async () => {
  await create('letter_service', ...letters);
  const before = await files();
  const { code, out, err } = await create('letter_service', ...letters);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain('letter_service is there already');
  expect(await files()).toBe(before);
});

it('prints a patch and writes nothing with --dry-run', async () => {
  const before = await files();
  const { code, out } = await create('letter_service', ...letters, '--dry-run');
  expect(code).toBe(0);
  expect(out).toMatch(/^diff --git a\/services\/letter_service\/\.gitignore/);
  expect(out).toContain('\n+  letter_service:\n');
  expect(await files()).toBe(before);
});

it('generates by the standard that dockmaster.yaml changes', async () => {
  writeFileSync(join(root, 'dockmaster.yaml'), 'user: runner\n');
  await create('letter_service', ...letters);
  expect(
    readFileSync(join(root, 'services/letter_service/Dockerfile.dev'), 'utf8'),
  ).toContain('USER runner\n');
});

it('ignores flags that do not apply, and says so', async () => {
  const { code, err } = await create(
    'letter_worker',
    ...['--kind', 'worker', '--framework', 'quart', '--http-port', '7011'],
    ...['--database-port', '5447'],
  );
  expect(code).toBe(0);
  expect(err.split('\n')).toEqual([
    'dockmaster: --framework is ignored: a worker has no web framework',
    'dockmaster: --http-port is ignored: a worker serves no port',
    'dockmaster: --database-port is ignored: the service has no database',
    '',
  ]);
});

it.each([
  [['letter_service', '--framework', 'quart'], '--http-port'],
  [['letter_worker', '--kind', 'worker', '--database'], '--database-port'],
  [['../x', ...letters], '"../x" is no service\'s name'],
  [['letter_service', '--http-port', '7011'], 'quart or fastapi'],
  [['letter_service', ...letters, '--http-port', '7o11'], 'is no port'],
  [
    ['letter_service', ...letters, '--http-port', '7005'],
    'by identity_service',
  ],
  [['billing_service', ...letters], 'billing_service/Dockerfile.dev exists'],
  [['letter_service', ...letters, '--root', 'nowhere'], 'is no directory'],
  [['letter_service', ...letters, '--library', 'x'], 'There is no library x'],
])('refuses %j and writes nothing', async ([name, ...flags], message) => {
  const before = await files();
  const { code, out, err } = await create(name, ...flags);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(await files()).toBe(before);
});

it('writes nothing outside of the root, whatever links lead there', async () => {
  const outside = resolve(root, '../outside');
  await mkdir(outside);
  await rm(join(root, 'services'), { recursive: true });
  symlinkSync(outside, join(root, 'services'));
  const { code, err } = await create('letter_service', ...letters);
  expect(code).toBe(2);
  expect(err).toContain('lies outside');
  expect(await readdir(outside)).toEqual([]);
});

it('takes everything back when a file cannot be written', async () => {
  const compose = readFileSync(join(root, 'docker-compose.dev.yml'), 'utf8');
  // The draft of this file has the name of a folder.
  await mkdir(join(root, `docker-compose.dev.yml.dockmaster-${process.pid}`));
  const { code, err } = await create('letter_service', ...letters);
  expect(code).toBe(2);
  expect(err).toContain('nothing was written');
  expect(existsSync(join(root, 'services/letter_service'))).toBe(false);
  expect(readFileSync(join(root, 'docker-compose.dev.yml'), 'utf8')).toBe(
    compose,
  );
  expect(await files()).not.toContain('services.yml.dockmaster');
});

describe('with the registry of a portal', () => {
  let portal: string[];
  const held = async () =>
    JSON.parse(
      (await dockmaster('ports', 'list', ...portal, '--format', 'json')).out,
    ).reservations;

  beforeEach(async () => {
    const { server } = await startTestBackend({
      features: [
        dockmasterPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            dockmaster: {
              standard: {
                ports: {
                  http: { from: 7011, to: 7011 },
                  database: { from: 5447, to: 5447 },
                },
              },
            },
          },
        }),
      ],
    });
    portal = ['--url', `http://localhost:${server.port()}`];
  });

  it('reserves ports for the service, and the same when it is called again', async () => {
    const flags = ['--framework', 'fastapi', '--database', ...portal];
    const preview = await create('letter_service', ...flags, '--dry-run');
    expect(preview.out).toContain('+      - "7011:7011"\n');
    expect(preview.err).toContain('no port is taken');
    expect(await held()).toEqual([]);

    expect((await create('letter_service', ...flags)).code).toBe(0);
    expect(await held()).toMatchObject([
      {
        owner: 'component:default/letter-service',
        ports: { http: 7011, prometheus: 9103, database: 5447 },
      },
    ]);
    expect((await create('letter_service', ...flags)).err).toContain(
      'is there already',
    );
    const other = await create('note_service', ...flags);
    expect(other.code).toBe(2);
    expect(other.err).toContain('refused (POOL_EXHAUSTED)');
  });

  it('takes no port for a service that cannot be written', async () => {
    const flags = ['--framework', 'quart', ...portal];
    expect((await create('billing_service', ...flags)).code).toBe(2);
    expect((await create('class', ...flags)).code).toBe(2);
    expect(await held()).toEqual([]);
  });
});
