import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as configuration from '@huleedu/rule-087/configuration';
import * as fixer from '@huleedu/service-fixer';
import * as generator from '@huleedu/service-generator';
import { run } from './cli';

const monorepo = resolve(__dirname, '../../../examples/monorepo');

async function dockmaster(args: string[], cwd = monorepo) {
  let out = '';
  let err = '';
  const code = await run(args, {
    cwd,
    today: '2026-11-24',
    colors: false,
    loadConfigurationReader: async () => configuration,
    loadFixer: async () => fixer,
    loadGenerator: async () => generator,
    out: text => (out += text),
    err: text => (err += text),
  });
  return { code, out, err };
}

const check = async (...args: string[]) => {
  const { out, ...rest } = await dockmaster([
    'check',
    '--format',
    'json',
    ...args,
  ]);
  return { ...rest, ...JSON.parse(out) };
};

type Result = {
  service: string;
  conforms: boolean | null;
  clauses: Array<{ id: string; verdict: string; evidence: any[] }>;
};
const failing = ({ clauses }: Result) =>
  clauses.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);

describe('the example fleet', () => {
  it('is judged as a person would', async () => {
    const { code, results, standard } = await check();
    expect(code).toBe(2); // The annotation of archive_service names a file that may not be read.
    // The fleet's dockmaster.yaml blocks ports, so its standard is not the rule as written.
    expect(standard).toEqual({
      id: '087',
      version: expect.stringMatching(/^1\+[0-9a-f]{8}$/),
    });
    expect(
      Object.fromEntries(
        results.map((result: Result) => [result.service, result.conforms]),
      ),
    ).toEqual({
      archive_service: null,
      billing_service: false,
      cms_service: false,
      email_service: true,
      essay_service: true,
      gateway_service: true,
      grading_service: false,
      identity_service: true,
      import_service: null,
      notification_service: false,
      report_service: false,
      search_service: null,
      spellcheck_service: true,
    });
  });

  it.each([
    [
      'billing_service',
      ['3.1.install-prod', '5.1.cmd', '8.1.prom-offset', '10.2.exec-form'],
    ],
    ['report_service', ['5.1.user', '8.1.unique', '8.2.expose-vars']],
    ['cms_service', ['8.1.unique']],
    ['grading_service', ['8.1.unique']],
    ['identity_service', []],
    ['search_service', []],
    ['spellcheck_service', []],
  ])('shows what is wrong with %s', async (service, ids) => {
    const { results } = await check(`services/${service}`);
    expect(results).toHaveLength(1);
    expect(failing(results[0])).toEqual(ids);
  });
});

it('writes JSON as it is promised', async () => {
  const { results, code } = await check('services/billing_service');
  expect(code).toBe(1);
  const { clauses, ...result } = results[0];
  expect(result).toEqual({
    service: 'billing_service',
    kind: 'http',
    framework: 'quart',
    inferred: ['framework', 'kind', 'prefix'],
    files: {
      dockerfile: 'services/billing_service/Dockerfile.dev',
      compose: [
        'docker-compose.yml',
        'docker-compose.infrastructure.yml',
        'docker-compose.services.yml',
        'docker-compose.dev.yml',
      ],
      pyproject: 'services/billing_service/pyproject.toml',
    },
    conforms: false,
    score: expect.any(Number),
    notices: [],
  });
  expect(
    clauses.find(({ id }: { id: string }) => id === '8.1.prom-offset'),
  ).toEqual({
    id: '8.1.prom-offset',
    severity: 'must',
    verdict: 'fail',
    message: expect.stringContaining('9101'),
    evidence: [
      {
        file: 'services/billing_service/Dockerfile.dev',
        startLine: 13,
        startColumn: 5,
        endLine: 13,
        endColumn: 41,
      },
    ],
    fixable: true,
  });
});

it('writes text with places that editors open', async () => {
  const { out } = await dockmaster(['check', 'services/billing_service']);
  expect(out).toContain('billing_service (http, quart): does not conform');
  expect(out).toContain(
    '  services/billing_service/Dockerfile.dev:13:5  must 8.1.prom-offset: ',
  );
  expect(out).toMatch(/1 service: 0 conforming, 1 not, 0 undecided\n$/);
});

it.each([
  [['services/identity_service'], 0],
  [['services/billing_service'], 1],
  [['services/billing_service', '--fail-on', 'never'], 0],
  [['services/search_service'], 0],
  [['services/search_service', '--strict'], 1],
  [['services/nowhere'], 2],
  [['services/identity_service', '--kind', 'daemon'], 2],
  [['--format', 'xml'], 2],
  [['--root', '/nowhere'], 2],
  [['--service', 'a'], 2],
])('check %j exits with %d', async (args, code) => {
  expect((await dockmaster(['check', ...args])).code).toBe(code);
});

it('keeps standard output clean when the call is at fault', async () => {
  const { out, err } = await dockmaster(['check', 'services/nowhere']);
  expect(out).toBe('');
  expect(err).toMatch(
    /^dockmaster: there is no services\/nowhere: looked for /,
  );
});

describe('paths', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dockmaster-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('judges a Dockerfile alone, by the name that is given', async () => {
    await cp(
      join(monorepo, 'services/identity_service/Dockerfile.dev'),
      join(directory, 'Dockerfile'),
    );
    const { results } = await check(
      join(directory, 'Dockerfile'),
      '--service',
      'identity_service',
    );
    expect(results[0]).toMatchObject({
      service: 'identity_service',
      conforms: true,
      files: { dockerfile: 'Dockerfile', pyproject: null },
    });
  });

  it('takes paths from the root that is given', async () => {
    const { out } = await dockmaster(
      ['check', 'services/identity_service', '--root', monorepo],
      directory,
    );
    expect(out).toContain('identity_service (http, quart): conforms');
  });

  it('finds the same service once, however often it is named', async () => {
    const { results } = await check(
      'services/identity_service',
      './services/identity_service/',
    );
    expect(results).toHaveLength(1);
  });

  it('says what a folder without a service lacks', async () => {
    const { code, err } = await dockmaster(['check', directory]);
    expect(code).toBe(2);
    expect(err).toContain('holds no Dockerfile.dev and no Dockerfile');
  });

  it('reads what the catalog file beside a service declares', async () => {
    const service = join(directory, 'services/a_service');
    await cp(join(monorepo, 'services/identity_service'), service, {
      recursive: true,
    });
    await writeFile(
      join(service, 'catalog-info.yaml'),
      'kind: Component\nmetadata:\n  annotations:\n    dockmaster.huleedu.com/kind: job\n',
    );
    const { results } = await check(service);
    expect(results[0]).toMatchObject({ kind: 'job', service: 'a_service' });
    const flagged = await check(service, '--kind', 'http');
    expect(flagged.results[0].kind).toBe('http');
  });
});

describe('clauses', () => {
  it('prints what a clause wants, and why', async () => {
    const { out, code } = await dockmaster(['clauses', '2.2.core-env']);
    expect(code).toBe(0);
    expect(out).toMatch(/^2\.2\.core-env \(must\): /);
  });

  it('knows no other ids', async () => {
    const { code, err } = await dockmaster(['clauses', '9.9.nothing']);
    expect(code).toBe(2);
    expect(err).toContain('there is no clause 9.9.nothing');
  });
});

it('prints the schema of dockmaster.yaml that docs/ publishes; else: yarn dockmaster schema > docs/dockmaster.schema.json', async () => {
  const { out } = await dockmaster(['schema']);
  const published = resolve(__dirname, '../../../docs/dockmaster.schema.json');
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(out));
});

describe('a baseline and a configuration', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dockmaster-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('lets pass what failed before, and nothing else', async () => {
    const baseline = join(directory, 'baseline.json');
    const written = await dockmaster([
      'check',
      'services/billing_service',
      '--write-baseline',
      baseline,
    ]);
    expect(written.code).toBe(1);
    const again = await dockmaster([
      'check',
      'services/billing_service',
      '--baseline',
      baseline,
    ]);
    expect(again.code).toBe(0);
    const other = await dockmaster([
      'check',
      'services/report_service',
      '--baseline',
      baseline,
    ]);
    expect(other.code).toBe(1);
    await writeFile(baseline, '{}');
    const broken = await dockmaster([
      'check',
      'services/report_service',
      '--baseline',
      baseline,
    ]);
    expect(broken).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no baseline'),
    });
  });

  it('judges by what the organisation has otherwise', async () => {
    const config = join(directory, 'dockmaster.yaml');
    await writeFile(config, 'user: service\n');
    const { results, standard } = await check(
      'services/identity_service',
      '--config',
      config,
    );
    expect(standard.version).toMatch(/^1\+/);
    expect(failing(results[0])).toEqual(['4.1.user-name']);
    await writeFile(config, 'user: service\nusr: x\n');
    const broken = await dockmaster([
      'check',
      'services/identity_service',
      '--config',
      config,
    ]);
    expect(broken).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /dockmaster\.yaml:2:1: usr is no key of the configuration/,
      ),
    });
  });
});

it('says its version', async () => {
  const { version } = JSON.parse(
    readFileSync(resolve(__dirname, '../package.json'), 'utf8'),
  );
  expect(await dockmaster(['--version'])).toEqual({
    code: 0,
    out: `${version}\n`,
    err: '',
  });
});

it('prints the stages as the builder sees them', async () => {
  const { out } = await dockmaster(['stages', 'services/report_service']);
  const { stages, errors } = JSON.parse(out);
  expect(errors).toEqual([]);
  expect(stages.map(({ name }: { name: string }) => name)).toEqual([
    'base',
    'development',
    'production',
  ]);
  expect(stages[2]).toMatchObject({
    from: { stage: 'base' },
    image: 'python:3.11-slim',
    env: { REPORT_SERVICE_HTTP_PORT: '7006' },
    user: null,
    workdir: '/app/services/report_service',
    exposed: ['7006/tcp', '9098/tcp'],
    cmd: { form: 'exec', args: ['pdm', 'run', 'start'] },
    entrypoint: null,
    unknown: [],
  });
});
