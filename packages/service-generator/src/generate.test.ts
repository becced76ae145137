import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStandard } from '@huleedu/rule-087/configuration';
import {
  judge,
  loadCompose,
  rule087,
  SourceFile,
  Standard,
} from '@huleedu/rule-087';
import { validate } from 'dockerfile-utils';
import { generate } from './generate';
import { ServiceSpec } from './spec/ServiceSpec';
import {
  changesOf,
  contentsOf,
  monorepo,
  Overlay,
  problemsOf,
  repositoryOf,
  spec,
  variants,
} from './testing/repository';

const generated = async (
  request: ServiceSpec = spec,
  files: Overlay = {},
  standard: Standard = rule087,
) => generate(request, standard, await repositoryOf({ spec: request, files }));

/** Judges a service as it is once the changes are made. */
async function judged(
  contents: Record<string, string>,
  { name }: ServiceSpec,
  standard: Standard,
) {
  const { files } = await repositoryOf({ files: contents });
  const read = async (path: string): Promise<SourceFile> =>
    files[path] ??
    (contents[path] === undefined
      ? { state: 'missing', path }
      : { state: 'present', path, content: contents[path] });
  const directory = `services/${name}`;
  return judge(
    {
      directory,
      dockerfile: await read(`${directory}/Dockerfile.dev`),
      pyproject: await read(`${directory}/pyproject.toml`),
      ...(await loadCompose(undefined, read)),
    },
    standard,
    { service: name },
  );
}

const organisation = createStandard({
  image: { version: '3.12' },
  stages: { base: 'common', development: 'dev', production: 'prod' },
  coreEnvironment: {
    PYTHONUNBUFFERED: '1',
    PDM_USE_VENV: 'false',
    TITLE: 'a "b" $c',
  },
  user: 'runner',
  appDirectory: '/srv',
  lockFile: 'docker.lock',
  command: ['pdm', 'run', '--no-self', 'start'],
  aptPackages: ['curl', 'libpq-dev'],
  libraries: ['common_core'],
  ports: { prometheusOffset: 2000 },
});

describe.each([
  ['the rule', rule087],
  ['what an organisation has otherwise', organisation],
])('under %s', (_, standard) => {
  it.each(variants)('%s conforms in every clause', async (__, request) => {
    const contents = contentsOf(
      changesOf(await generated(request, {}, standard)),
    );
    const report = await judged(contents, request, standard);
    const found = report.clauses
      .filter(
        ({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable',
      )
      .map(({ id, verdict, message }) => `${id} ${verdict}: ${message}`);
    expect(found).toEqual([]);
    expect(report).toMatchObject({
      conforms: true,
      score: 100,
      notices: [],
      kind: request.kind,
      framework: request.framework ?? 'none',
    });
  });
});

it.each(variants)(
  'dockerfile-utils finds nothing in %s',
  async (_, request) => {
    const contents = contentsOf(changesOf(await generated(request)));
    expect(
      validate(contents['services/letter_service/Dockerfile.dev']),
    ).toEqual([]);
  },
);

it('writes a Dockerfile that people read', async () => {
  const contents = contentsOf(
    changesOf(
      await generated({
        ...spec,
        framework: 'fastapi',
        prefix: 'LETTERS',
        aptPackages: ['libpq-dev', 'curl'],
      }),
    ),
  );
  expect(contents['services/letter_service/Dockerfile.dev']).toMatchSnapshot();
  expect(contents['services/letter_service/catalog-info.yaml']).toContain(
    'dockmaster.huleedu.com/prefix: LETTERS',
  );
});

it('adds to the files of the monorepo what the service needs, and nothing else', async () => {
  const { patch } = changesOf(await generated());
  const changed = patch
    .split(/^(?=diff --git)/m)
    .filter(part => !part.includes('\nnew file'));
  expect(changed.join('')).toMatchSnapshot();
});

it('makes a patch that git applies to the same files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'generator-'));
  try {
    cpSync(monorepo, folder, { recursive: true });
    const changes = changesOf(await generated());
    writeFileSync(join(folder, 'patch'), changes.patch);
    execFileSync('git', ['apply', 'patch'], { cwd: folder });
    const contents = Object.entries(contentsOf(changes));
    expect(contents.length).toBeGreaterThan(20);
    for (const [path, content] of contents)
      expect([path, readFileSync(join(folder, path), 'utf8')]).toEqual([
        path,
        content,
      ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('says what each changed file is based on', async () => {
  const { changedFiles } = changesOf(await generated());
  expect(changedFiles.map(({ path }) => path).sort()).toEqual([
    'docker-compose.dev.yml',
    'docker-compose.infrastructure.yml',
    'docker-compose.services.yml',
    'observability/prometheus.yml',
    'pyproject.toml',
  ]);
  for (const { path, basedOn } of changedFiles)
    expect(basedOn).toBe(readFileSync(join(monorepo, path), 'utf8'));
});

it.each(variants)('changes nothing the second time: %s', async (_, request) => {
  const first = contentsOf(changesOf(await generated(request)));
  const second = changesOf(await generated(request, first));
  expect(second).toMatchObject({ newFiles: [], changedFiles: [], patch: '' });
});

it('reports every conflict at once', async () => {
  const problems = problemsOf(
    await generated(
      {
        ...spec,
        name: 'billing_service',
        ports: { http: 7005, database: 5441 },
      },
      {
        'observability/prometheus.yml':
          'scrape_configs: [{ job_name: billing_service }]\n',
      },
    ),
  );
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining(
      'services/billing_service/Dockerfile.dev exists already',
    ),
    expect.stringContaining(
      'services/billing_service/catalog-info.yaml exists',
    ),
    expect.stringContaining('services/billing_service/pyproject.toml exists'),
    expect.stringContaining('billing_service under services already'),
    expect.stringContaining('docker-compose.dev.yml has billing_service'),
    expect.stringContaining('docker-compose.infrastructure.yml has billing_db'),
    expect.stringContaining('prometheus.yml has billing_service'),
    expect.stringMatching(
      /^Port 7005 is published by identity_service already \(docker-compose.services.yml:12\)/,
    ),
    expect.stringContaining('Port 9097 is published by identity_service'),
    expect.stringContaining('Port 5441 is published by cms_db'),
  ]);
});

it.each<[string, ServiceSpec, Overlay, string]>([
  [
    'a volume of the name',
    spec,
    {
      'docker-compose.infrastructure.yml':
        'services:\n  x_db: { image: postgres }\nvolumes:\n  letter_db:\n',
    },
    'has a volume letter_db already',
  ],
  [
    'a service of the name among the infrastructure',
    { ...spec, name: 'kafka', database: false, ports: { http: 7011 } },
    {},
    'docker-compose.infrastructure.yml has a service kafka already',
  ],
  [
    'a Compose file that is no YAML',
    spec,
    { 'docker-compose.services.yml': 'services: [' },
    'cannot be edited',
  ],
  [
    'a library that is not there',
    { ...spec, libraries: ['kafka_client'] },
    {},
    'There is no library kafka_client',
  ],
])('refuses %s', async (_, request, files, message) => {
  const problems = problemsOf(await generated(request, files));
  expect(problems.map(problem => problem.message).join('\n')).toContain(
    message,
  );
});

it('builds further libraries in', async () => {
  const contents = contentsOf(
    changesOf(
      await generated(
        { ...spec, libraries: ['kafka_client'] },
        {
          'libs/kafka_client/pyproject.toml':
            '[project]\nname = "huleedu-kafka"\n',
        },
      ),
    ),
  );
  const pyproject = contents['services/letter_service/pyproject.toml'];
  expect(pyproject).toContain('    "huleedu-kafka",\n');
  expect(pyproject).toContain(
    'huleedu-kafka = "file:///${PROJECT_ROOT}/../../libs/kafka_client"\n',
  );
  expect(contents['services/letter_service/Dockerfile.dev']).toContain(
    'COPY libs/kafka_client/src/ /app/libs/kafka_client/src/\n',
  );
});

it('writes the files that a bare repository lacks, and says what it could not', async () => {
  const { newFiles, changedFiles, notes } = changesOf(
    generate(spec, rule087, await repositoryOf({ isAlone: true })),
  );
  const contents = Object.fromEntries(
    newFiles.map(({ path, content }) => [path, content]),
  );
  expect(changedFiles).toEqual([]);
  expect(contents['docker-compose.yml']).toMatch(
    /^services:\n {2}letter_service:\n/,
  );
  expect(contents['docker-compose.dev.yml']).toMatch(
    /^services:\n {2}letter_service:\n/,
  );
  expect(contents['.dockerignore']).toBe('**/__pypackages__\n**/.pdm-python\n');
  expect(notes).toEqual([
    expect.stringContaining('There is no observability/prometheus.yml'),
  ]);
});

it('starts paths from the folder of an included Compose file', async () => {
  const contents = contentsOf(
    changesOf(
      await generated(spec, {
        'docker-compose.yml': 'include:\n  - deploy/services.yml\n',
        'deploy/services.yml':
          'services:\n  a:\n    build: { context: .., dockerfile: services/a/Dockerfile.dev }\n',
      }),
    ),
  );
  expect(contents['deploy/services.yml']).toContain(
    '    build:\n      context: ..\n      dockerfile: services/letter_service/Dockerfile.dev\n',
  );
});

it('names the service in the lists of pyproject.toml that name the others', async () => {
  const contents = contentsOf(
    changesOf(
      await generated(spec, {
        'pyproject.toml':
          '[tool.pytest.ini_options]\ntestpaths = ["libs", "services/billing_service"]\n',
      }),
    ),
  );
  expect(contents['pyproject.toml']).toContain(
    'testpaths = ["libs", "services/billing_service", "services/letter_service"]\n',
  );
});
