import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { clauses } from './clauses';
import { judge } from './judge';
import { ClauseResult, Report } from './report/Report';
import { expireSuppressions } from './report/suppressions';
import { Declaration, Sources } from './source/Sources';
import { rule087 } from './standard/rule087';
import {
  development,
  head,
  onlyIn,
  production,
  replace,
} from './testing/clauseCases';

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

it('holds the text of the rule itself to conform, with every clause decided', () => {
  const report = check(rule);
  const verdicts = new Set(report.clauses.map(({ verdict }) => verdict));
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
