import { ClauseResult } from './report/Report';
import { rule087 } from './standard/rule087';
import { edit } from './testing/clauseCases';
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

it.each<[string, Partial<ServiceTexts>, Record<string, string>]>([
  [
    'a target with a default',
    edit('base', 'target: development', 'target: ${TARGET:-development}'),
    {},
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
    'a port of another address',
    edit('base', '"9092:9092"', '"10.0.0.1:9098:9092"'),
    {},
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
    'a volume elsewhere that cannot be computed',
    { overlay: `${conforming.overlay}      - \${DATA}:/data\n` },
    {},
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
    'host and port as options',
    edit(
      'pyproject',
      /start = .*\n/,
      'start = "python -m quart --app app:app run --host ${IDENTITY_HOST} --port ${IDENTITY_HTTP_PORT}"\n',
    ),
    {},
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
    'that variable in a shell',
    edit(
      'pyproject',
      /start = .*\n/,
      'start.shell = "alembic upgrade head && exec hypercorn app:app --bind 0.0.0.0:$IDENTITY_HTTP_PORT"\n',
    ),
    {},
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

it.each([
  ['an anchor', '&env environment:', ''],
  ['an anchor, and items below it', '&env environment:', ' '],
  ['a tag', '!!str environment:', '  '],
  ['a tag and an anchor', '!!str &env environment:', '  '],
  ['a question mark', '? environment\n    :', '  '],
])('judges an environment whose key has %s', (_, key, indent) => {
  const items = /environment:\n((?: +- \w+=.*\n)+)/.exec(conforming.base)![1];
  const indented = items.replace(/^ +/gm, `    ${indent}`);
  const texts = edit('base', `environment:\n${items}`, `${key}\n${indented}`);
  expect(changes(texts)).toEqual({});
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
