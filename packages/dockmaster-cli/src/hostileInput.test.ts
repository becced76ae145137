import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fixer from '@huleedu/service-fixer';
import * as configuration from '@huleedu/rule-087/configuration';
import { run } from './cli';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dockmaster hostile '));
  await write('services/a service/Dockerfile.dev', 'FROM scratch\n');
  await write('services/a service/pyproject.toml', '[project]\n');
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function write(path: string, content: string | Buffer) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function check(...args: string[]) {
  let out = '';
  let err = '';
  const code = await run(['check', '--format', 'json', ...args], {
    cwd: root,
    today: '2026-11-24',
    isTerminal: false,
    colors: false,
    loadConfigurationReader: async () => configuration,
    loadFixer: async () => fixer,
    loadGenerator: () => import('@huleedu/service-generator'),
    out: text => (out += text),
    err: text => (err += text),
  });
  return { code, err, results: out === '' ? [] : JSON.parse(out).results };
}

const dockerfile = 'services/b/Dockerfile';

it.each<[string, () => Promise<unknown>]>([
  ['a directory in its place', () => mkdir(join(root, dockerfile))],
  [
    'a pipe that nobody writes to',
    async () => execFileSync('mkfifo', [join(root, dockerfile)]),
  ],
  ['a link to itself', () => symlink('Dockerfile', join(root, dockerfile))],
  ['NUL bytes', () => write(dockerfile, 'FROM a\0\n')],
  ['UTF-16', () => write(dockerfile, Buffer.from('\uFEFFFROM a\n', 'utf16le'))],
  ['five megabytes', () => write(dockerfile, '#'.repeat(5 * 1024 * 1024))],
  [
    'one megabyte and a bit',
    () => write(dockerfile, `${'#\n'.repeat(600_000)}`),
  ],
])('a Dockerfile that cannot be read exits with 2: %s', async (_, make) => {
  await mkdir(join(root, dirname(dockerfile)), { recursive: true });
  await make();
  await write('services/b/pyproject.toml', '[project]\n');
  const { code, results } = await check();
  expect(code).toBe(2);
  const [, broken] = results;
  expect(broken).toMatchObject({ service: 'b', conforms: null, score: null });
  expect(broken.notices).toMatchObject([{ severity: 'error' }]);
});

it.each<[string, string, string | Buffer]>([
  ['compose file', 'docker-compose.yml', 'services: [\n'],
  ['compose file', 'docker-compose.yml', `a: ${'['.repeat(9000)}\n`],
  ['pyproject.toml', 'services/a service/pyproject.toml', '[project\n'],
  [
    'pyproject.toml',
    'services/a service/pyproject.toml',
    `a = ${'['.repeat(9000)}`,
  ],
])('a %s that cannot be parsed exits with 2', async (_, path, content) => {
  await write(path, content);
  const { code, results } = await check('services/a service');
  expect(code).toBe(2);
  expect(results[0].notices).toMatchObject([
    {
      code: 'file-unreadable',
      evidence: [{ file: path, startLine: expect.any(Number) }],
    },
  ]);
});

it('judges what a link leads to, under the name of the link', async () => {
  await mkdir(join(root, dirname(dockerfile)), { recursive: true });
  await symlink('../a service/Dockerfile.dev', join(root, dockerfile));
  const { results } = await check(dockerfile);
  expect(results).toHaveLength(1);
  expect(results[0].files.dockerfile).toBe(dockerfile);
});

it.each<[string, string]>([
  ['no JSON', '{'],
  ['no list of clauses', '{"version":1,"failing":{"a service":5}}'],
])(
  'a baseline that is none exits with 2 and prints nothing: %s',
  async (_, text) => {
    await write('baseline.json', text);
    const { code, err, results } = await check('--baseline', 'baseline.json');
    expect([code, results]).toEqual([2, []]);
    expect(err).toContain('is no baseline');
  },
);

it('says that a baseline could not be written', async () => {
  const { code, err } = await check(
    '--write-baseline',
    'nowhere/baseline.json',
  );
  expect(code).toBe(2);
  expect(err).toContain('could not be written');
});

it('finds the Dockerfile that the catalog file names, though there is no other', async () => {
  await write('services/c/docker/Dockerfile.prod', 'FROM scratch\n');
  await write(
    'services/c/catalog-info.yaml',
    'kind: Component\nmetadata:\n  annotations:\n    dockmaster.huleedu.com/dockerfile: docker/Dockerfile.prod\n',
  );
  const { results } = await check('services/c');
  expect(results[0].files.dockerfile).toBe('services/c/docker/Dockerfile.prod');
});
