import { ClauseResult } from './report/Report';
import { rule087 } from './standard/rule087';
import {
  conformingService as conforming,
  judgeTexts as check,
  ServiceTexts,
} from './testing/service';

const verdicts = (clauses: ClauseResult[]) =>
  new Map(clauses.map(({ id, verdict }) => [id, verdict]));

/** The clauses whose verdict is another than that of the service which keeps everything. */
function changes(...args: Parameters<typeof check>) {
  const before = verdicts(check({}).clauses);
  return Object.fromEntries(
    check(...args)
      .clauses.filter(({ id, verdict }) => verdict !== before.get(id))
      .map(({ id, verdict }) => [id, verdict]),
  );
}

it('holds a service that keeps everything to conform, nothing undecided', () => {
  const report = check({});
  expect(report).toMatchObject({ conforms: true, score: 100, notices: [] });
  expect(
    report.clauses
      .filter(({ verdict }) => verdict === 'not-applicable')
      .map(({ id }) => id),
  ).toEqual(['6.2.fastapi-env', '10.1.healthcheck']);
});

const edit = (part: keyof ServiceTexts, from: string | RegExp, to: string) => {
  const before = conforming[part]!;
  const after = before.replace(from, to);
  if (after === before) throw new Error(`Nothing to replace: ${from}`);
  return { [part]: after };
};
const fails = (...ids: string[]) =>
  Object.fromEntries(ids.map(id => [id, 'fail']));

it.each<[string, Partial<ServiceTexts>, Record<string, string>]>([
  [
    'a context that is the folder',
    edit(
      'base',
      'context: .\n      dockerfile: services/identity_service/',
      'context: services/identity_service\n      dockerfile: ',
    ),
    fails('11.1.context'),
  ],
  [
    'build as one word',
    edit('base', /build:\n.*\n.*\n.*\n/, 'build: services/identity_service\n'),
    fails('11.1.context', '11.1.dockerfile-dev', '11.1.target'),
  ],
  [
    'another Dockerfile',
    edit('base', 'Dockerfile.dev', 'Dockerfile'),
    fails('11.1.dockerfile-dev'),
  ],
  [
    'no target',
    edit('base', '      target: development\n', ''),
    fails('11.1.target'),
  ],
  [
    'another target',
    edit('base', 'target: development', 'target: production'),
    fails('11.1.target'),
  ],
  [
    'a target that cannot be computed',
    edit('base', 'target: development', 'target: ${TARGET}'),
    { '11.1.target': 'unknown' },
  ],
  [
    'a target with a default',
    edit('base', 'target: development', 'target: ${TARGET:-development}'),
    {},
  ],
  [
    'a variable that compose leaves out',
    edit('base', '      - IDENTITY_PROMETHEUS_PORT=9097\n', ''),
    fails('11.1.env-ports'),
  ],
  [
    'a variable with another number',
    edit('base', 'IDENTITY_HTTP_PORT=7005', 'IDENTITY_HTTP_PORT=7006'),
    fails('11.1.env-ports', '11.1.port-maps'),
  ],
  [
    'a variable that the Dockerfile does not declare',
    edit('dockerfile', /IDENTITY_PROMETHEUS_PORT=/g, 'ID_PROMETHEUS_PORT='),
    {
      '2.2.prom-port-env': 'fail',
      '4.1.expose': 'fail',
      '5.1.expose': 'fail',
      '8.2.expose-vars': 'fail',
      '11.1.env-ports': 'fail',
    },
  ],
  [
    'variables in an env_file that is not there',
    edit('base', /environment:\n(.*\n){3}/, 'env_file: missing.env\n'),
    { '11.1.env-ports': 'unknown' },
  ],
  [
    'ports of which none has its own number outside',
    edit('base', /ports:\n.*\n.*\n/, 'ports: ["7105:7005"]\n'),
    fails('11.1.port-maps'),
  ],
  [
    'no ports at all',
    edit('base', / {4}ports:\n.*\n.*\n/, ''),
    fails('11.1.port-maps'),
  ],
  [
    'a port that is mapped to another',
    edit('base', '"7005:7005"', '"7105:7005"'),
    fails('11.1.port-maps'),
  ],
  [
    'a port on the loopback address',
    edit('base', '"7005:7005"', '"127.0.0.1:7005:7005"'),
    {},
  ],
  [
    'a port that is published twice over a range',
    edit('base', '"7005:7005"', '"7004-7006:7004-7006"'),
    {},
  ],
  [
    'a port that the engine picks',
    edit('base', '"9097:9097"', '"9097"'),
    fails('11.1.port-maps'),
  ],
  [
    'a database outside its range',
    edit('base', '5442:5432', '5432:5432'),
    fails('8.1.db-range'),
  ],
  [
    'a database under the name of its container',
    {
      base: `${conforming.base
        .replace('@identity_db:5432', '@huleedu_identity_store:5432')
        .replace(
          'identity_db:',
          'store:\n    container_name: huleedu_identity_store',
        )
        .replace('5442:5432', '5432:5432')}`,
    },
    fails('8.1.db-range'),
  ],
  [
    'a database under an alias, with credentials that nobody sets',
    {
      base: `${conforming.base
        .replace('u:p@identity_db:5432', '${U}:${P}@store')
        .replace(
          'identity_db:',
          'x:\n    networks: { back: { aliases: [store] } }',
        )
        .replace('image: postgres:15', 'image: postgres:${VERSION}')
        .replace('5442:5432', '5432:5432')}`,
    },
    fails('8.1.db-range'),
  ],
  [
    'a database that cannot be told',
    {
      base: `${conforming.base
        .replace(/DATABASE_URL=.*/, 'DATABASE_URL=${DATABASE_URL}')
        .replace('identity_db:', 'store:')}`,
    },
    { '8.1.db-range': 'unknown' },
  ],
  [
    'what watches a database and is none',
    {
      base: `${conforming.base
        .replace('identity_db:', 'identity_postgres:')
        .replace('postgres:15', 'quay.io/prometheuscommunity/postgres-exporter')
        .replace('5442:5432', '9187:9187')}`,
    },
    { '8.1.db-range': 'not-applicable' },
  ],
  [
    'a database that publishes nothing',
    edit('base', '    ports: ["5442:5432"]\n', ''),
    { '8.1.db-range': 'not-applicable' },
  ],
  [
    'a port that Kafka holds',
    edit('base', '9092:9092', '7005:9092'),
    fails('8.1.unique'),
  ],
  [
    'a database on the port of another',
    edit('base', '9092:9092', '5442:9092'),
    fails('8.1.unique'),
  ],
  [
    'a port of another address',
    edit('base', '"9092:9092"', '"10.0.0.1:9098:9092"'),
    {},
  ],
  [
    'no mounts',
    { overlay: 'services: {}\n' },
    {
      ...fails('4.2.mount-service', '4.2.mount-libs'),
      '4.2.readonly': 'not-applicable',
      '4.2.packages-shadowed': 'not-applicable',
    },
  ],
  [
    'mounts that can be written to',
    edit('overlay', '/app/libs:ro', '/app/libs'),
    fails('4.2.readonly'),
  ],
  [
    'packages that the mount hides',
    edit('overlay', /.*__pypackages__\n/, ''),
    fails('4.2.packages-shadowed'),
  ],
  [
    'the whole repository mounted',
    {
      overlay:
        'services:\n  identity_service:\n    volumes: [".:/app:ro", "/app/services/identity_service/__pypackages__"]\n',
    },
    {},
  ],
  [
    'one library mounted of two',
    edit(
      'overlay',
      './libs:/app/libs:ro',
      './libs/common_core:/app/libs/common_core:ro',
    ),
    fails('4.2.mount-libs'),
  ],
  [
    'a mount to the wrong place',
    edit('overlay', '/app/services/identity_service:ro', '/srv:ro'),
    { '4.2.mount-service': 'fail', '4.2.packages-shadowed': 'not-applicable' },
  ],
  [
    'a mount to where the image has the code',
    {
      ...edit('overlay', '/app/services/identity_service:ro', '/srv/app/:ro'),
      ...edit(
        'dockerfile',
        /COPY (.*)services\/identity_service\/ \S+/g,
        'COPY $1services/identity_service/ /srv/app/',
      ),
    },
    {
      '4.1.copy-code': 'fail',
      '5.1.copy-code': 'fail',
    },
  ],
  [
    'a volume elsewhere that cannot be computed',
    { overlay: `${conforming.overlay}      - \${DATA}:/data\n` },
    {},
  ],
  [
    'a volume over the folder that cannot be computed',
    edit('overlay', './services/identity_service:', '${CODE}:'),
    { '4.2.mount-service': 'unknown' },
  ],
  [
    'a volume over the packages that cannot be computed',
    edit(
      'overlay',
      '- /app/services/identity_service/__',
      '- ${V}:/app/services/identity_service/__',
    ),
    { '4.2.packages-shadowed': 'unknown' },
  ],
  [
    'no compose service for the folder',
    {
      base: 'services: { kafka: { image: kafka } }\n',
      overlay: 'services: {}\n',
    },
    {
      '11.1.context': 'fail',
      ...Object.fromEntries(
        [
          '8.1.db-range',
          '8.1.unique',
          '4.2.mount-service',
          '4.2.mount-libs',
          '4.2.readonly',
          '4.2.packages-shadowed',
          '11.1.dockerfile-dev',
          '11.1.target',
          '11.1.env-ports',
          '11.1.port-maps',
        ].map(id => [id, 'not-applicable']),
      ),
    },
  ],
  [
    'a library from the index',
    edit('pyproject', /huleedu-common-core = .*\n/, ''),
    fails('3.2.libs-local'),
  ],
  [
    'no start script',
    edit('pyproject', /start = .*\n/, ''),
    { '10.2.start-script': 'fail', '10.2.start-port-var': 'not-applicable' },
  ],
  [
    'a literal port',
    edit('pyproject', '${IDENTITY_HTTP_PORT}', '7005'),
    fails('10.2.start-port-var'),
  ],
  [
    'a default that PDM does not expand',
    edit('pyproject', '${IDENTITY_HTTP_PORT}', '${IDENTITY_HTTP_PORT:-7005}'),
    fails('10.2.start-port-var'),
  ],
  [
    'a default in a shell script',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = {shell = "hypercorn app:app -b 0.0.0.0:${IDENTITY_HTTP_PORT:-7005}"}\n',
    ),
    {},
  ],
  [
    'an address that others cannot reach',
    edit('pyproject', '0.0.0.0', '127.0.0.1'),
    fails('10.2.start-port-var'),
  ],
  [
    'host and port as options',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "python -m quart --app app:app run --host ${IDENTITY_HOST} --port ${IDENTITY_HTTP_PORT}"\n',
    ),
    {},
  ],
  [
    'words as a list',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = {cmd = ["quart", "run", "--host=0.0.0.0", "-p", "7005"]}\n',
    ),
    fails('10.2.start-port-var'),
  ],
  [
    'a literal port without a host',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "uvicorn app:app --port 7005"\n',
    ),
    fails('10.2.start-port-var'),
  ],
  [
    'the variable without a host',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "uvicorn app:app --port ${IDENTITY_HTTP_PORT}"\n',
    ),
    { '10.2.start-port-var': 'unknown' },
  ],
  [
    'another host without a port',
    edit('pyproject', /start = .*\n/, 'start = "flask run -h localhost"\n'),
    fails('10.2.start-port-var'),
  ],
  [
    'a host alone',
    edit('pyproject', /start = .*\n/, 'start = "quart run --host=0.0.0.0"\n'),
    { '10.2.start-port-var': 'unknown' },
  ],
  [
    'a bind without a host',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "gunicorn app:app -b :${IDENTITY_HTTP_PORT}"\n',
    ),
    {},
  ],
  [
    'a bind behind its letter',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "gunicorn app:app -b0.0.0.0:${IDENTITY_HTTP_PORT}"\n',
    ),
    {},
  ],
  [
    'a variable as only a shell expands it',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "hypercorn app:app --bind 0.0.0.0:$IDENTITY_HTTP_PORT"\n',
    ),
    fails('10.2.start-port-var'),
  ],
  [
    'that variable in a shell',
    edit(
      'pyproject',
      /start = .*\n/,
      'start.shell = "alembic upgrade head && exec hypercorn app:app --bind 0.0.0.0:$IDENTITY_HTTP_PORT"\n',
    ),
    {},
  ],
  [
    'the variable of the metrics port',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "quart run --host 0.0.0.0 --port ${IDENTITY_PROMETHEUS_PORT}"\n',
    ),
    fails('10.2.start-port-var'),
  ],
  [
    'a function',
    edit('pyproject', /start = .*\n/, 'start = { call = "app.main:run" }\n'),
    { '10.2.start-port-var': 'unknown' },
  ],
  [
    'an empty script',
    edit('pyproject', /start = .*\n/, 'start = ""\n'),
    { '10.2.start-script': 'fail', '10.2.start-port-var': 'unknown' },
  ],
  [
    'a configuration file',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "hypercorn --config hypercorn.toml app:app"\n',
    ),
    { '10.2.start-port-var': 'unknown' },
  ],
  [
    'an editable library without a name',
    edit(
      'pyproject',
      /"huleedu-common-core",([^]*?)\n\n([^]*)huleedu-common-core = .*\n/,
      '$1\n[tool.pdm.dev-dependencies]\ndev = ["-e file:///${PROJECT_ROOT}/../../libs/common_core"]\n\n$2',
    ),
    {},
  ],
  [
    'an address that the program picks',
    edit('pyproject', /start = .*\n/, 'start = "python app.py"\n'),
    { '10.2.start-port-var': 'unknown' },
  ],
  [
    'a script of scripts',
    edit(
      'pyproject',
      /start = .*\n/,
      'serve = "quart run --host 0.0.0.0 --port 7005"\nstart = {composite = ["migrate", "serve"]}\nmigrate = "alembic upgrade head"\n',
    ),
    fails('10.2.start-port-var'),
  ],
  [
    'no pyproject.toml',
    { pyproject: null },
    {
      '10.2.start-script': 'fail',
      '10.2.start-port-var': 'not-applicable',
      '3.2.libs-local': 'not-applicable',
    },
  ],
])('sees %s', (_, texts, expected) => {
  expect(changes(texts)).toEqual(expected);
});

it('points into the file that said it', () => {
  const report = check({
    ...edit('base', '"7005:7005"', '"7105:7005"'),
    ...edit('overlay', '/app/libs:ro', '/app/libs'),
  });
  const evidence = (id: string) =>
    report.clauses.find(clause => clause.id === id)!.evidence[0];
  expect(evidence('11.1.port-maps')).toEqual({
    file: 'docker-compose.yml',
    startLine: 12,
    startColumn: 9,
    endLine: 12,
    endColumn: 20,
  });
  expect(evidence('4.2.readonly')).toMatchObject({
    file: 'docker-compose.dev.yml',
    startLine: 5,
  });
});

it('points at the word of a script, over lines and escapes', () => {
  const report = check(
    edit(
      'pyproject',
      /start = .*\n/,
      'start = { shell = """\nalembic -x \\"a\\" upgrade head &&\\\n    hypercorn app:app \\\n      --bind 0.0.0.0:7005\n""" }\n',
    ),
  );
  const found = report.clauses.find(({ id }) => id === '10.2.start-port-var')!;
  const line = report.clauses.find(({ id }) => id === '10.2.start-script')!
    .evidence[0].startLine;
  expect(found).toMatchObject({
    verdict: 'fail',
    evidence: [{ startLine: line + 3, startColumn: 7, endColumn: 26 }],
  });
});

it('leaves undecided what it cannot read, and says so once', () => {
  const broken = check({ base: 'services: [\n' });
  expect(broken.conforms).toBeNull();
  expect(broken.notices.map(({ code }) => code)).toEqual(['file-unreadable']);
  expect(verdicts(broken.clauses).get('11.1.context')).toBe('unknown');

  const toml = check({ pyproject: '[project\n' });
  expect(toml.notices.map(({ code }) => code)).toEqual(['file-unreadable']);
  expect(verdicts(toml.clauses).get('10.2.start-script')).toBe('unknown');
});

it('asks nothing of compose where there is none, or where the Dockerfile stands alone', () => {
  for (const more of [{ compose: [] }, { directory: undefined }]) {
    const found = verdicts(check({}, more).clauses);
    expect(found.get('11.1.context')).toBe('not-applicable');
    expect(found.get('8.1.unique')).toBe('not-applicable');
  }
});

it('gives no service a port that the organisation blocks', () => {
  const blocked = [{ port: 9097, reason: 'Kafka holds it' }];
  const standard = { ...rule087, ports: { ...rule087.ports, blocked } };
  const { clauses } = check({}, {}, standard);
  expect(clauses.find(({ id }) => id === '8.1.unique')).toMatchObject({
    verdict: 'fail',
    message: expect.stringContaining('blocked: Kafka holds it'),
    evidence: [{ file: 'docker-compose.yml', startLine: 13 }],
  });
});

describe('a health check in Compose', () => {
  const timings =
    'interval: 30s\n      timeout: 10s\n      start_period: 40s\n      retries: 3';
  const verdict = (healthcheck: string) => {
    const texts = edit(
      'base',
      '    ports:\n      - "7005:7005"',
      `    healthcheck:\n      ${healthcheck.replaceAll(
        '$',
        '$$$$',
      )}\n    ports:\n      - "7005:7005"`,
    );
    const found = check(texts).clauses.find(
      ({ id }) => id === '10.1.healthcheck',
    )!;
    return [found.verdict, found.evidence[0]?.startLine];
  };
  const right =
    'curl -f http://localhost:$${IDENTITY_HTTP_PORT}/healthz || exit 1';

  it.each<[string, string, string, number | undefined]>([
    ['as the rule has it', `test: ${right}\n      ${timings}`, 'pass', 12],
    [
      'by CMD-SHELL',
      `test: ["CMD-SHELL", "${right}"]\n      ${timings}`,
      'pass',
      12,
    ],
    ['without times', `test: ${right}`, 'fail', 11],
    [
      'without a shell',
      `test: ["CMD", "curl", "-f", "http://localhost:$\${IDENTITY_HTTP_PORT}/healthz"]\n      ${timings}`,
      'fail',
      12,
    ],
    [
      'on a number',
      `test: curl -f http://localhost:7005/healthz\n      ${timings}`,
      'fail',
      12,
    ],
    [
      'that cannot be computed',
      `test: curl -f http://localhost:\${PORT_OF_NOBODY}/healthz\n      ${timings}`,
      'unknown',
      12,
    ],
    ['that is switched off', 'disable: true', 'not-applicable', undefined],
    ['that is NONE', 'test: ["NONE"]', 'not-applicable', undefined],
  ])('%s', (_, text, expected, line) => {
    expect(verdict(text)).toEqual([expected, line]);
  });
});
