import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { clauses } from './clauses';
import { judge } from './judge';
import { ClauseResult, Report } from './report/Report';
import { expireSuppressions } from './report/suppressions';
import { Declaration, Sources } from './sources/Sources';
import { rule087 } from './standard/rule087';

const rule = readFileSync(
  resolve(__dirname, 'fixtures/identity_service.Dockerfile'),
  'utf8',
);

function check(
  content: string,
  declaration: Partial<Declaration> = {},
  sources: Partial<Sources> = {},
): Report {
  return judge(
    {
      dockerfile: { state: 'present', path: 'Dockerfile.dev', content },
      pyproject: { state: 'not-given' },
      compose: [],
      ...sources,
    },
    rule087,
    { service: 'identity_service', ...declaration },
  );
}

const clauseOf = (report: Report, id: string): ClauseResult =>
  report.clauses.find(clause => clause.id === id)!;

/** The text that a clause's first evidence covers. */
function shown(content: string, clause: ClauseResult): string {
  const [{ startLine, startColumn, endLine, endColumn }] = clause.evidence;
  const lines = content.split('\n').slice(startLine - 1, endLine);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, endColumn - 1);
  lines[0] = lines[0].slice(startColumn - 1);
  return lines.join('\n');
}

const [head, development, production] = (() => {
  const second = rule.indexOf('FROM base AS development');
  const third = rule.indexOf('FROM base AS production');
  return [rule.slice(0, second), rule.slice(second, third), rule.slice(third)];
})();

it('holds the text of the rule itself to conform, with every clause decided', () => {
  const report = check(rule);
  const verdicts = new Set(report.clauses.map(({ verdict }) => verdict));
  const [, ...expected] = readFileSync(
    resolve(__dirname, 'fixtures/identity_service.expected.txt'),
    'utf8',
  )
    .trim()
    .split('\n');
  expect(
    report.clauses.map(({ id, verdict, evidence: [first] }) =>
      [id, verdict, ...(first ? [`Dockerfile:${first.startLine}`] : [])].join(
        ' ',
      ),
    ),
  ).toEqual(expected.map(line => line.replace(/ +/g, ' ')));
  expect(report).toMatchObject({
    conforms: true,
    score: 100,
    kind: 'http',
    framework: 'quart',
    inferred: ['framework', 'kind', 'prefix'],
    notices: [],
  });
  expect(verdicts).toEqual(new Set(['pass', 'not-applicable']));
});

it('has each clause once, under an id of its section', () => {
  const ids = clauses.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, section } of clauses) expect(id).toMatch(`${section}.`);
});

/** One fault each: how it is put into the rule's text, what then changes, and what the first evidence covers. */
type Fault = {
  fault: string;
  edit: (content: string) => string;
  /** Clause id → verdict, for every clause whose verdict is another than before. */
  changes: Record<string, string>;
  at?: [id: string, text: string];
};

const replace = (from: string | RegExp, to: string) => (content: string) => {
  const edited = content.replace(from, to);
  if (edited === content) throw new Error(`Nothing to replace: ${from}`);
  return edited;
};
const onlyIn =
  (part: string, edit: (content: string) => string) => (content: string) =>
    content.replace(part, () => edit(part));
const fails = (...ids: string[]) =>
  Object.fromEntries(ids.map(id => [id, 'fail']));

const faults: Fault[] = [
  {
    fault: 'another image',
    edit: replace('python:3.11-slim', 'python:3.12-slim'),
    changes: { '2.2.image': 'fail' },
    at: ['2.2.image', 'python:3.12-slim'],
  },
  {
    fault: 'an image that is not slim',
    edit: replace('python:3.11-slim', 'python:3.11'),
    changes: fails('2.2.image'),
  },
  {
    fault: 'an image that only begins like the right one',
    edit: replace('python:3.11-slim', 'python:3.110-slim'),
    changes: fails('2.2.image'),
  },
  {
    fault: 'a core variable with another value',
    edit: replace('PYTHONUNBUFFERED=1', 'PYTHONUNBUFFERED=0'),
    changes: fails('2.2.core-env'),
    at: ['2.2.core-env', 'PYTHONUNBUFFERED=0'],
  },
  {
    fault: 'a core variable that production overrides',
    edit: replace(/(FROM base AS production\n)/, '$1ENV PYTHONPATH=/srv\n'),
    changes: fails('2.2.core-env'),
    at: ['2.2.core-env', 'PYTHONPATH=/srv'],
  },
  {
    fault: 'no log level',
    edit: replace('    IDENTITY_LOG_LEVEL=INFO \\\n', ''),
    changes: fails('2.2.log-level-env'),
  },
  {
    fault: 'an HTTP port that is no number',
    edit: replace('IDENTITY_HTTP_PORT=7005', 'IDENTITY_HTTP_PORT=http'),
    changes: {
      '2.2.http-port-env': 'fail',
      '8.1.http-range': 'unknown',
      '8.1.prom-offset': 'unknown',
      '4.1.expose': 'unknown',
      '5.1.expose': 'unknown',
    },
    at: ['2.2.http-port-env', 'IDENTITY_HTTP_PORT=http'],
  },
  {
    fault: 'an HTTP port outside the pool, with its own Prometheus port',
    edit: content =>
      content
        .replace('IDENTITY_HTTP_PORT=7005', 'IDENTITY_HTTP_PORT=8005')
        .replace('9097', '10097'),
    changes: fails('8.1.http-range'),
    at: ['8.1.http-range', 'IDENTITY_HTTP_PORT=8005'],
  },
  {
    fault: 'a Prometheus port that is not 2092 above',
    edit: replace('9097', '9099'),
    changes: fails('8.1.prom-offset'),
    at: ['8.1.prom-offset', 'IDENTITY_PROMETHEUS_PORT=9099'],
  },
  {
    fault: 'a service that listens to itself alone',
    edit: replace('IDENTITY_HOST=0.0.0.0', 'IDENTITY_HOST=127.0.0.1'),
    changes: fails('2.2.host-env'),
  },
  {
    fault: "Quart's variables that never reach production",
    edit: content =>
      content
        .replace(
          'ENV QUART_APP=app:app \\\n    QUART_ENV=production \\\n    ',
          'ENV ',
        )
        .replace(
          'FROM base AS development\n',
          'FROM base AS development\nENV QUART_APP=app:app QUART_ENV=production\n',
        ),
    changes: fails('6.2.quart-env'),
  },
  {
    fault: 'apt-get install without --no-install-recommends',
    edit: replace('    --no-install-recommends \\\n', ''),
    changes: fails('2.2.apt-flags'),
  },
  {
    fault: 'apt lists that are left behind',
    edit: replace(' \\\n    && rm -rf /var/lib/apt/lists/*', ''),
    changes: fails('2.2.apt-flags'),
  },
  {
    fault: 'apt-get update in a layer of its own',
    edit: replace(
      'RUN apt-get update && apt-get',
      'RUN apt-get update\nRUN apt-get',
    ),
    changes: fails('2.2.apt-flags'),
  },
  {
    fault: 'a package that is missing',
    edit: replace('    python3-dev \\\n', ''),
    changes: fails('2.2.apt-packages'),
  },
  {
    fault: 'pip with its cache',
    edit: replace('--no-cache-dir ', ''),
    changes: fails('2.2.pdm-nocache'),
    at: ['2.2.pdm-nocache', 'pip install pdm'],
  },
  {
    fault: 'PDM in one layer with the system packages',
    edit: content =>
      content
        .replace(
          '&& rm -rf /var/lib/apt/lists/*',
          '&& rm -rf /var/lib/apt/lists/* \\\n    && pip install --no-cache-dir pdm',
        )
        .replace('RUN pip install --no-cache-dir pdm\n', ''),
    changes: fails('9.1.pdm-own-layer'),
  },
  {
    fault: 'a base that works elsewhere',
    edit: replace('WORKDIR /app\n', 'WORKDIR /srv\n'),
    changes: fails('2.2.workdir-app'),
    at: ['2.2.workdir-app', 'WORKDIR /srv'],
  },
  {
    fault: 'no lock file made',
    edit: replace(/RUN pdm lock .*\n/, ''),
    changes: fails('3.1.lock'),
  },
  {
    fault: 'development dependencies in the install',
    edit: content => content.replaceAll('--prod', '--dev'),
    changes: fails('3.1.install-prod'),
    at: ['3.1.install-prod', 'pdm install --dev --lockfile pdm.lock.docker'],
  },
  {
    fault: 'an install without a fallback',
    edit: replace(
      /RUN if[^]*?fi\n/,
      'RUN pdm install --prod --lockfile pdm.lock.docker\n',
    ),
    changes: fails('3.2.lock-fallback'),
  },
  {
    fault: 'everything copied before the install',
    edit: replace(
      '# Copy only dependency',
      'COPY . /app/\n# Copy only dependency',
    ),
    changes: fails(
      '3.1.meta-first',
      '3.1.lib-src',
      '3.1.install-before-code',
      '9.1.libs-before-service',
      '9.1.code-last',
    ),
    at: ['3.1.install-before-code', '.'],
  },
  {
    fault: 'something installed after the service code',
    edit: onlyIn(
      development,
      replace('USER appuser', 'RUN pdm install --prod\nUSER appuser'),
    ),
    changes: fails('9.1.code-last'),
  },
  {
    fault: 'a user that is made after the code is copied',
    edit: onlyIn(development, content =>
      content
        .replace(
          'RUN groupadd -r appuser && useradd --no-log-init -r -g appuser appuser\n',
          '',
        )
        .replace(
          'RUN chown',
          'RUN groupadd -r appuser && useradd --no-log-init -r -g appuser appuser\nRUN chown',
        ),
    ),
    changes: fails('4.1.user-first'),
  },
  {
    fault: 'code that belongs to root in development',
    edit: onlyIn(
      development,
      replace('RUN chown -R appuser:appuser /app\n', ''),
    ),
    changes: fails('4.1.chown'),
  },
  {
    fault: 'production as root',
    edit: onlyIn(production, replace('USER appuser\n', '')),
    changes: { ...fails('5.1.user'), '7.1.nonroot': 'not-applicable' },
  },
  {
    fault: 'production as UID 0',
    edit: onlyIn(production, replace('USER appuser\n', 'USER 0:0\n')),
    changes: { '5.1.user': 'fail', '7.1.nonroot': 'not-applicable' },
    at: ['5.1.user', 'USER 0:0'],
  },
  {
    fault: 'another working directory at the end',
    edit: onlyIn(
      production,
      replace('WORKDIR /app/services/identity_service', 'WORKDIR /app'),
    ),
    changes: fails('5.1.workdir'),
  },
  {
    fault: 'one port alone exposed',
    edit: onlyIn(development, replace(' ${IDENTITY_PROMETHEUS_PORT}', '')),
    changes: fails('4.1.expose'),
  },
  {
    fault: 'ports exposed as numbers',
    edit: onlyIn(production, replace(/EXPOSE .*\n/, 'EXPOSE 7005 9097\n')),
    changes: fails('8.2.expose-vars'),
    at: ['8.2.expose-vars', '7005'],
  },
  {
    fault: 'EXPOSE with a variable that nothing defines',
    edit: onlyIn(
      production,
      replace('${IDENTITY_HTTP_PORT}', '${IDENTTY_HTTP_PORT}'),
    ),
    changes: fails('5.1.expose', '8.2.expose-vars'),
    at: ['8.2.expose-vars', '${IDENTTY_HTTP_PORT}'],
  },
  {
    fault: 'the shell form',
    edit: onlyIn(
      production,
      replace('CMD ["pdm", "run", "start"]', 'CMD pdm run start'),
    ),
    changes: fails('5.1.cmd', '10.2.exec-form'),
    at: ['10.2.exec-form', 'CMD pdm run start'],
  },
  {
    fault:
      'exec form with single quotes, which the builder takes for a shell command',
    edit: onlyIn(
      production,
      replace('CMD ["pdm", "run", "start"]', "CMD ['pdm', 'run', 'start']"),
    ),
    changes: fails('5.1.cmd', '10.2.exec-form'),
  },
  {
    fault: 'a user that is made without a system group',
    edit: content =>
      content.replaceAll(
        'groupadd -r appuser && useradd --no-log-init -r -g appuser appuser',
        'useradd -m appuser',
      ),
    changes: fails('7.1.useradd'),
  },
  {
    fault: 'no production stage',
    edit: content => content.replace(production, ''),
    changes: {
      '2.1.production': 'fail',
      '5.1.copy-code': 'not-applicable',
      '5.1.user': 'not-applicable',
      '5.1.workdir': 'not-applicable',
      '5.1.expose': 'not-applicable',
      '5.1.cmd': 'not-applicable',
      '5.1.user-chown-layer': 'not-applicable',
    },
  },
  {
    fault: 'a development stage that is not built on base',
    edit: replace(
      'FROM base AS development',
      'FROM python:3.11-slim AS development',
    ),
    changes: {
      ...fails(
        '2.1.development',
        '2.2.core-env',
        '2.2.log-level-env',
        '2.2.http-port-env',
        '2.2.prom-port-env',
        '2.2.host-env',
        '2.2.apt-packages',
        '3.1.meta-first',
        '3.1.lock',
        '3.1.install-before-code',
        '3.2.lock-fallback',
        '4.1.expose',
        '8.2.expose-vars',
      ),
      '8.1.http-range': 'unknown',
      '8.1.prom-offset': 'unknown',
    },
  },
];

describe.each(faults)('$fault', ({ edit, changes, at }) => {
  const content = edit(rule);
  const report = check(content);

  it('changes these verdicts and no others', () => {
    const before = check(rule);
    const changed = Object.fromEntries(
      report.clauses
        .filter(({ id, verdict }) => verdict !== clauseOf(before, id).verdict)
        .map(({ id, verdict }) => [id, verdict]),
    );
    expect(changed).toEqual(changes);
  });

  it('is shown where it stands', () => {
    const placeless = report.clauses.filter(
      ({ verdict, evidence }) => verdict === 'fail' && evidence.length === 0,
    );
    expect(placeless).toEqual([]);
    const covered = at && shown(content, clauseOf(report, at[0]));
    expect(covered).toBe(at?.[1]);
  });
});

/** What the rule's own text does not say, and holds nevertheless. */
const equivalents: Array<[what: string, edit: (content: string) => string]> = [
  [
    'a registry, a patch version, a code name and a digest',
    replace(
      'python:3.11-slim',
      `registry.example.com:5000/library/python:3.11.9-slim-bookworm@sha256:${'a'.repeat(
        64,
      )}`,
    ),
  ],
  [
    'an image that an ARG names',
    replace('FROM python:3.11-slim', 'ARG TAG=3.11-slim\nFROM python:${TAG}'),
  ],
  [
    'a pinned PDM by python -m pip',
    replace(
      'pip install --no-cache-dir pdm',
      'python -m pip install --no-cache-dir "pdm==2.20.1"',
    ),
  ],
  [
    'apt-get options in another order',
    replace(
      'apt-get install -y \\\n    --no-install-recommends',
      'apt-get --yes --no-install-recommends install',
    ),
  ],
  [
    'legacy ENV',
    replace(
      'ENV PYTHONUNBUFFERED=1 \\\n    PYTHONDONTWRITEBYTECODE=1',
      'ENV PYTHONUNBUFFERED 1\nENV PYTHONDONTWRITEBYTECODE=1',
    ),
  ],
  [
    'two EXPOSE instructions',
    content =>
      content.replaceAll(
        'EXPOSE ${IDENTITY_HTTP_PORT} ',
        'EXPOSE ${IDENTITY_HTTP_PORT}\nEXPOSE ',
      ),
  ],
  [
    'lower case and numeric stage references',
    content =>
      content.replace('FROM base AS development', 'from 0 as Development'),
  ],
  [
    'COPY --chown instead of chown',
    content =>
      content
        .replace('RUN chown -R appuser:appuser /app\n', '')
        .replace(
          'COPY services/identity_service/ /app/services/identity_service/',
          'COPY --chown=appuser:appuser services/identity_service/ /app/services/identity_service/',
        ),
  ],
  ['Windows line ends', content => content.replaceAll('\n', '\r\n')],
  [
    'another escape character',
    content => `# escape=\`\n${content.replaceAll(' \\\n', ' `\n')}`,
  ],
  [
    'RUN with a cache mount',
    replace(
      'RUN pip install',
      'RUN --mount=type=cache,target=/root/.cache pip install',
    ),
  ],
  [
    'a heredoc',
    replace(
      /RUN apt-get update[^]*?lists\/\*\n/,
      'RUN <<EOF\nset -e\napt-get update\napt-get install -y --no-install-recommends curl build-essential python3-dev\nrm -rf /var/lib/apt/lists/*\nEOF\n',
    ),
  ],
  [
    'comments between continued lines',
    replace('    curl \\\n', '    curl \\\n    # compiles the wheels\n'),
  ],
  ['a byte order mark', content => `\uFEFF${content}`],
  [
    'an optional health check as the rule writes it',
    content =>
      `${content}HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 \\\n    CMD curl -f http://localhost:\${IDENTITY_HTTP_PORT}/healthz || exit 1\n`,
  ],
];

it.each(equivalents)('accepts %s', (_, edit) => {
  const report = check(edit(rule));
  expect(
    report.clauses.filter(
      ({ verdict }) => verdict === 'fail' || verdict === 'unknown',
    ),
  ).toEqual([]);
});

describe('what cannot be computed', () => {
  it('is unknown, and leaves the service undecided', () => {
    const report = check(
      rule.replace('FROM python:3.11-slim', 'ARG IMAGE\nFROM ${IMAGE}'),
    );
    expect(clauseOf(report, '2.2.image').verdict).toBe('unknown');
    expect(report.conforms).toBeNull();
  });

  it('is no pardon for what fails besides', () => {
    const report = check(
      rule
        .replace('FROM python:3.11-slim', 'ARG IMAGE\nFROM ${IMAGE}')
        .replace('PYTHONUNBUFFERED=1', 'PYTHONUNBUFFERED=0'),
    );
    expect(report.conforms).toBe(false);
  });

  it('leaves every clause unknown where the file cannot be read', () => {
    const report = check(
      '',
      {},
      {
        dockerfile: { state: 'unreadable', path: 'Dockerfile', reason: 'EIO' },
      },
    );
    expect(new Set(report.clauses.map(({ verdict }) => verdict))).toEqual(
      new Set(['unknown']),
    );
    expect(report).toMatchObject({
      conforms: null,
      score: null,
      notices: [{ code: 'file-unreadable' }],
    });
  });

  it.each([
    ['NUL bytes', 'FROM a\0b', 'file-not-text'],
    ['a long line', `FROM ${'a'.repeat(70_000)}`, 'line-too-long'],
    ['too many lines', '\n'.repeat(30_000), 'too-many-lines'],
    ['too many characters', '#\n'.repeat(600_000), 'file-too-large'],
    ['no FROM', '# nothing\n', 'no-stage'],
    ['too many stages', 'FROM a\n'.repeat(1_001), 'too-many-stages'],
    [
      'too many instructions',
      `FROM a\n${'RUN b\n'.repeat(10_000)}`,
      'too-many-instructions',
    ],
  ])('refuses %s with one notice', (_, content, code) => {
    const report = check(content);
    expect(report.notices.map(notice => notice.code)).toEqual([code]);
    expect(report.conforms).toBeNull();
  });
});

describe('kind and framework', () => {
  const pyproject = (dependencies: string): Partial<Sources> => ({
    pyproject: {
      state: 'present',
      path: 'pyproject.toml',
      content: `[project]\nname = "x"\ndependencies = [${dependencies}]\n[tool.pdm.scripts]\nstart = "python app.py"\n`,
    },
  });

  it('asks no ports of a worker', () => {
    const worker = rule
      .replace(
        /ENV QUART_APP[^]*?IDENTITY_HOST=0.0.0.0/,
        'ENV IDENTITY_LOG_LEVEL=INFO',
      )
      .replace(/EXPOSE .*\n/g, '');
    const report = check(worker, {}, pyproject('"aiokafka"'));
    expect(report).toMatchObject({
      kind: 'worker',
      framework: 'none',
      conforms: true,
      score: 100,
    });
  });

  it('believes the dependencies before the variables', () => {
    const report = check(rule, {}, pyproject('"FastAPI[all]>=0.110"'));
    expect(report.framework).toBe('fastapi');
    expect(clauseOf(report, '6.2.fastapi-env').verdict).toBe('fail');
    expect(clauseOf(report, '6.2.quart-env').verdict).toBe('not-applicable');
  });

  it('believes what is declared before everything', () => {
    const report = check(
      rule,
      { kind: 'job', framework: 'none', prefix: 'IDENTITY' },
      pyproject('"quart"'),
    );
    expect(report).toMatchObject({
      kind: 'job',
      framework: 'none',
      inferred: [],
    });
  });

  it('sees that UVICORN_PORT is empty when the port is set in the same ENV', () => {
    const fastapi = (uvicorn: string) =>
      rule.replace(
        /ENV QUART_APP=app:app \\\n\s*QUART_ENV=production \\\n([^]*?IDENTITY_HOST=0.0.0.0)/,
        (_, rest) => `ENV ${rest.trim()}${uvicorn}`,
      );
    const verdict = (content: string) =>
      clauseOf(check(content, {}, pyproject('"fastapi"')), '6.2.fastapi-env')
        .verdict;
    expect(
      verdict(
        fastapi(
          ' \\\n    UVICORN_HOST=0.0.0.0 \\\n    UVICORN_PORT=${IDENTITY_HTTP_PORT}',
        ),
      ),
    ).toBe('fail');
    expect(
      verdict(
        fastapi(
          '\nENV UVICORN_HOST=0.0.0.0 UVICORN_PORT=${IDENTITY_HTTP_PORT}',
        ),
      ),
    ).toBe('pass');
  });
});

describe('prefixes', () => {
  it("follows the service's own name, and ignores another service's variables", () => {
    const content = rule.replace(
      'IDENTITY_HOST=0.0.0.0',
      'IDENTITY_HOST=0.0.0.0 \\\n    BILLING_HTTP_PORT=7009 \\\n    SMTP_PORT=25',
    );
    expect(check(content).conforms).toBe(true);
  });

  it('names another spelling, and yet takes its number for the range', () => {
    const content = rule
      .replaceAll('IDENTITY_HTTP_PORT', 'HTTP_PORT')
      .replace('=7005', '=7105');
    const report = check(content);
    expect(clauseOf(report, '2.2.http-port-env').verdict).toBe('fail');
    expect(clauseOf(report, '8.1.http-range').verdict).toBe('fail');
    expect(clauseOf(report, '8.1.prom-offset').verdict).toBe('fail');
  });
});

describe('suppressions', () => {
  const root = (comment: string) =>
    onlyIn(
      production,
      replace('USER appuser\n', `${comment}\nUSER root\n`),
    )(rule);

  it('waive what is below them, with a reason', () => {
    const report = check(
      root(
        '# dockmaster ignore=5.1.user reason="binds port 80" until=2099-01-31',
      ),
      { today: '2026-11-24' },
    );
    expect(clauseOf(report, '5.1.user').verdict).toBe('waived');
    expect(report.conforms).toBe(true);
  });

  it.each([
    [
      'without a reason',
      '# dockmaster ignore=5.1.user',
      'suppression-without-reason',
    ],
    [
      'after their day',
      '# dockmaster ignore=5.1.user reason=x until=2026-01-31',
      'suppression-expired',
    ],
    [
      'with a clause that is none',
      '# dockmaster ignore=5.1.usr reason=x',
      'unknown-clause',
    ],
    ['without a clause', '# dockmaster reason=x', 'suppression-without-clause'],
    [
      'with a day that is none',
      '# dockmaster ignore=5.1.user reason=x until=soon',
      'suppression-date',
    ],
  ])('do not count %s, and say so', (_, comment, code) => {
    const report = check(root(comment), { today: '2026-11-24' });
    expect(clauseOf(report, '5.1.user').verdict).toBe('fail');
    expect(report.notices.map(notice => notice.code)).toEqual([code]);
  });

  it('tell of a word that says nothing, such as a day that is misspelt', () => {
    const report = check(
      root('# dockmaster ignore=5.1.user reason=x untill=2026-01-31'),
    );
    expect(clauseOf(report, '5.1.user').verdict).toBe('waived');
    expect(report.notices).toMatchObject([
      {
        code: 'suppression-setting',
        message: expect.stringContaining('untill=2026-01-31'),
      },
    ]);
  });

  it('end when a report is read later', () => {
    const content = root(
      '# dockmaster ignore=5.1.user reason="binds port 80" until=2026-11-24',
    );
    const report = check(content);
    expect(clauseOf(report, '5.1.user').waiver).toMatchObject({
      verdict: 'fail',
      reason: 'binds port 80',
      until: '2026-11-24',
    });
    expect(expireSuppressions(report, '2026-11-24')).toBe(report);
    const later = { today: '2026-11-25' };
    expect(expireSuppressions(report, later.today)).toEqual(
      check(content, later),
    );
  });

  it('do not reach what stands elsewhere', () => {
    const report = check(
      `${head}${development}# dockmaster ignore=5.1.user reason=x\n${production.replace(
        'USER appuser\n',
        'WORKDIR /app\nUSER root\n',
      )}`,
    );
    expect(clauseOf(report, '5.1.user').verdict).toBe('fail');
  });
});

describe('hostile input', () => {
  const word = fc.constantFrom(
    'FROM',
    'AS',
    'base',
    'development',
    'production',
    'RUN',
    'COPY',
    '--from=0',
    '--chown=a:b',
    'ENV',
    'ARG',
    'USER',
    'EXPOSE',
    'CMD',
    'ENTRYPOINT',
    'HEALTHCHECK',
    'SHELL',
    'ONBUILD',
    '["pdm",',
    '"run"]',
    '${A:-${B}}',
    '$A',
    '${',
    '"',
    "'",
    '\\',
    '`',
    '\n',
    '\r\n',
    '\\\n',
    '<<EOF',
    'EOF',
    '#',
    '# escape=`',
    '&&',
    '|',
    '(',
    ')',
    'if',
    'then',
    'fi',
    '$(',
    'pip',
    'install',
    'pdm',
    '=',
    '\t',
    '\u2028',
    '😀',
    '7005',
    ' ',
  );
  const dockerfile = fc
    .array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 80 })
    .map(words => words.join(' '));

  it('gives a verdict on every clause, and evidence inside the file', () => {
    fc.assert(
      fc.property(dockerfile, content => {
        const report = check(content);
        expect(report.clauses.map(({ id }) => id)).toEqual(
          clauses.map(({ id }) => id),
        );
        const lines = content.split(/\r\n|\n/);
        for (const { evidence } of [...report.clauses, ...report.notices]) {
          for (const range of evidence) {
            expect(range.startLine).toBeGreaterThanOrEqual(1);
            expect(range.endLine).toBeLessThanOrEqual(lines.length);
            expect(range.endColumn).toBeLessThanOrEqual(
              lines[range.endLine - 1].length + 2,
            );
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['nested variables', `FROM a\nENV A=${'${A:-'.repeat(20_000)}`],
    ['nested shells', `FROM a\nRUN ${'('.repeat(20_000)}`],
    ['nested substitutions', `FROM a\nRUN echo ${'$('.repeat(20_000)}`],
    [
      'many stages that build on one another',
      Array.from(
        { length: 1000 },
        (_, index) => `FROM ${index ? `s${index - 1}` : 'a'} AS s${index}`,
      ).join('\n'),
    ],
    [
      'variables that double',
      `FROM a\nENV A0=xxxxxxxxxx\n${Array.from(
        { length: 60 },
        (_, index) => `ENV A${index + 1}=$A${index}$A${index}`,
      ).join('\n')}`,
    ],
    [
      'lines of blanks',
      `FROM a\nRUN ${`${'\t'.repeat(60_000)}\\\n`.repeat(16)}`,
    ],
    [
      'a variable that says thousands of ports',
      `FROM a\nENV A="${'1 '.repeat(30_000)}"\n${'EXPOSE $A\n'.repeat(5_000)}`,
    ],
    [
      'ranges of ports',
      `FROM a\n${'EXPOSE 1-65535 1-999 1-9\n'.repeat(9_000)}`,
    ],
    [
      'thousands of commands in one RUN',
      `FROM a\nRUN ${`${'apt-get install x; cd x; chown -R a .; '.repeat(
        50,
      )}\\\n`.repeat(100)}true\nUSER a`,
    ],
    [
      'patterns that could be tried in many ways',
      `FROM a\nENV A=${'a'.repeat(900)}\n${'ENV B=${A//a*b*a/x}\n'.repeat(
        5_000,
      )}`,
    ],
    [
      'ONBUILD that multiplies',
      `FROM a AS s\n${'ONBUILD RUN x\n'.repeat(500)}${'FROM s\n'.repeat(900)}`,
    ],
  ])('survives %s', (_, content) => {
    const start = performance.now();
    expect(check(content).clauses).toHaveLength(clauses.length);
    // A second on a machine at rest; what grows with the square takes minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
