import { conformingService } from '../testing/service';
import { ForecastChange, ForecastTarget } from './Forecast';
import { summarizeForecast } from './summarizeForecast';
import {
  dockerfilePath,
  folder,
  forecast,
  Repository,
} from '../testing/forecast';

/** For example `3? 4 5`: the third step may run again, the next two do. */
function written(target: ForecastTarget, change: ForecastChange) {
  const rebuilt = target.changes[change];
  return (
    rebuilt &&
    target.steps
      .flatMap(({ index }) => {
        if (rebuilt.rerun.includes(index)) return `${index}`;
        return rebuilt.maybe.includes(index) ? `${index}?` : [];
      })
      .join(' ')
  );
}

const code = 'service-code';
const library = 'library-source';
const metadata = 'service-metadata';
const lock = 'lock-file';
const system = 'system-packages';

type Case = [
  title: string,
  repository: Repository,
  expected: Partial<Record<ForecastChange, string | null>>,
];

/** The last target's forecast. */
const cases: Case[] = [
  [
    'a single stage in the wrong order installs everything at each edit',
    {
      dockerfile: `FROM python:3.11-slim
WORKDIR /app
COPY services/identity_service/ .
RUN apt-get update && apt-get install -y curl
RUN pip install .
`,
    },
    { [code]: '2 3 4', [metadata]: '2 3 4', [library]: '', [system]: '2? 3 4' },
  ],
  [
    'a whole context brings all that .dockerignore leaves in it',
    {
      dockerfile: `FROM python:3.11-slim
RUN apt-get install -y curl
COPY . .
RUN pdm install
`,
      ignore: { '.dockerignore': '# no libraries\n/libs/\n**/Dockerfile*\n' },
    },
    { [code]: '2 3', [library]: '', [metadata]: '2 3', [system]: '1 2 3' },
  ],
  [
    'the Dockerfile’s own .dockerignore wins over the context’s',
    {
      dockerfile: 'FROM python:3.11-slim\nCOPY . .\n',
      ignore: {
        '.dockerignore': '*',
        [`${dockerfilePath}.dockerignore`]: 'services\n',
      },
    },
    { [code]: '', [library]: '1', [metadata]: '' },
  ],
  [
    'what a ! lets in again is in the context',
    {
      dockerfile: 'FROM python:3.11-slim\nCOPY . .\nCOPY libs/ libs/\n',
      ignore: {
        '.dockerignore': '**\n! services/identity_service/*.py \n!libs/a/src\n',
      },
    },
    { [code]: '1 2', [library]: '1 2', [metadata]: '' },
  ],
  [
    'a runtime stage may find what it copies from the builder unchanged',
    {
      dockerfile: `FROM python:3.11-slim AS builder
RUN apt-get install -y build-essential
COPY services/identity_service/pyproject.toml services/identity_service/pdm.lock ./
RUN pdm install
FROM python:3.11-slim
RUN apt-get install -y curl
COPY --from=builder /app /app
WORKDIR /app
COPY services/identity_service/ /app/
`,
      ignore: { '.dockerignore': '**/Dockerfile.*' },
    },
    {
      [code]: '7',
      [metadata]: '2 3 5? 6? 7',
      [lock]: '2 3 5? 6? 7',
      [system]: '1 2 3 5? 6? 7?',
    },
  ],
  [
    'what a step mounts runs it again when its content changes; a cache, a secret and a URL do not',
    {
      dockerfile: `FROM python:3.11-slim AS wheels
COPY services/identity_service/pyproject.toml /
FROM python:3.11-slim
ADD https://example.com/archive.tar /
RUN --mount=type=cache,target=/root/.cache \\
    # --mount=type=bind,source=services
    --mount=type=secret,id=token --network=none true
RUN --mount=type=bind,\\
source=services/identity_service,target=/src \\
    --mount=type=cache,target=/c pip install /src
RUN --mount=from=wheels,target=/w true
RUN --mount=type=bind,from=python:3.11,target=/w true
`,
    },
    { [code]: '4 5 6', [metadata]: '1 4 5 6', [library]: '' },
  ],
  [
    'each file that is copied by itself is another edit',
    {
      dockerfile: `FROM python:3.11-slim
COPY services/identity_service/entrypoint.sh /
COPY libs/common_core/src/ /libs/
RUN true
COPY libs/huleedu_service_libs/src/ services/identity_service/ /app/
`,
    },
    { [code]: '1? 2? 3? 4', [library]: '2? 3? 4', [metadata]: '4' },
  ],
  [
    'a file that is not copied is no edit of the image’s code',
    {
      dockerfile: `FROM python:3.11-slim
COPY services/identity_service/src/ libs/common_core/src/core /app/
`,
    },
    { [code]: '1', [library]: '1', [metadata]: '' },
  ],
  [
    'wildcards bring what they match, and a folder with all that is in it',
    {
      dockerfile: `FROM python:3.11-slim
COPY services/*/pyproject.toml /m/
COPY libs/*/src /l/
COPY services/identity_service/[a-m]*.py /p/
COPY services/identity_servic? /s/
`,
    },
    { [code]: '3? 4', [library]: '2 3 4', [metadata]: '1 2 3 4' },
  ],
  [
    'a path that cannot be computed may be any',
    {
      dockerfile: `FROM python:3.11-slim
ARG EXTRA
ARG NAME=identity_service
COPY $EXTRA /extra/
RUN true
COPY services/\${NAME}/ /app/
`,
    },
    {
      [code]: '1? 2? 3',
      [library]: '1? 2? 3?',
      [metadata]: '1? 2? 3',
      [system]: '',
    },
  ],
  [
    'a stage that cannot be named may be any before it',
    {
      dockerfile: `ARG FINAL
FROM python:3.11-slim AS code
COPY services/identity_service /app
FROM \${FINAL} AS development
RUN true
COPY libs/common_core/src services/identity_service/ /l
`,
    },
    { [code]: '1? 2', [library]: '2' },
  ],
  [
    'COPY --link does not rest on what lies below',
    {
      dockerfile: `FROM python:3.11-slim
COPY services/identity_service/pyproject.toml ./
COPY --link libs/common_core/src /l
RUN true
`,
    },
    { [metadata]: '1 2? 3', [library]: '2 3' },
  ],
  [
    'a heredoc comes from the Dockerfile, and --exclude may leave a file out',
    {
      dockerfile: `FROM python:3.11-slim
COPY <<EOF /etc/app.conf
COPY services/identity_service/ /app
EOF
COPY --exclude=**/*.md --exclude=*.py services/identity_service/ /app/
COPY --exclude=**/*.md libs /l/
COPY --parents ./services/**/pyproject.toml /m/
`,
    },
    { [code]: '2? 3? 4?', [library]: '3 4', [metadata]: '2 3 4' },
  ],
  [
    'an ONBUILD is a step of the stages built on its own',
    {
      dockerfile: `FROM python:3.11-slim AS base
ONBUILD RUN apt-get install -y curl
ONBUILD COPY services/identity_service/ /app/
RUN true
FROM base AS development
WORKDIR /app
`,
    },
    { [code]: '3 4', [system]: '2 3 4' },
  ],
  [
    'WORKDIR / makes nothing, a relative one a folder',
    {
      dockerfile: `FROM python:3.11-slim
WORKDIR /
COPY services/identity_service/ /app/
WORKDIR app
ENV A=1
`,
    },
    { [code]: '1 2' },
  ],
  [
    'the context is the one that Compose gives',
    {
      dockerfile: 'FROM python:3.11-slim\nCOPY pyproject.toml .\nCOPY . .\n',
      compose: `services: { identity_service: { build: { context: ${folder}, dockerfile: Dockerfile.dev } } }`,
      ignore: {
        [`${folder}/.dockerignore`]: 'pdm.lock\n',
        '.dockerignore': '*',
      },
      lockFiles: ['pdm.lock', `${folder}/pdm.lock`],
    },
    { [code]: '2', [metadata]: '1 2', [library]: '', [lock]: null },
  ],
  [
    'a lock file counts where it is there',
    {
      dockerfile: 'FROM python:3.11-slim\nCOPY services/ .\n',
      lockFiles: [`${folder}/pdm.lock.docker`, 'pdm.lock'],
    },
    { [lock]: '1' },
  ],
  [
    'a folder without a lock file brings none',
    { dockerfile: 'FROM python:3.11-slim\nCOPY services/ .\n', lockFiles: [] },
    { [lock]: null },
  ],
  [
    'a wildcard may mean lock files alone',
    {
      dockerfile: `FROM python:3.11-slim
COPY services/identity_service/pyproject.toml services/identity_service/pdm.lock* ./
RUN pdm install
`,
    },
    { [lock]: '1 2' },
  ],
];

it.each(cases)('%s', async (_, repository, expected) => {
  const { targets } = await forecast(repository);
  const target = targets.at(-1)!;
  const actual = Object.keys(expected).map(change => [
    change,
    written(target, change as ForecastChange),
  ]);
  expect(Object.fromEntries(actual)).toEqual(expected);
});

describe('of the rule’s own Dockerfile', () => {
  const { dockerfile } = conformingService;

  it('counts the steps of each target, and says which run again', async () => {
    const { targets } = await forecast({ dockerfile });
    expect(targets.map(({ target }) => target)).toEqual([
      'development',
      'production',
    ]);
    const [development, production] = targets;
    expect(
      development.steps.map(({ index, stage, line, instruction }) =>
        [index, stage, line, instruction.slice(0, 40)].join(' '),
      ),
    ).toMatchInlineSnapshot(`
      [
        "1 base 19 RUN apt-get update && apt-get install -y",
        "2 base 27 RUN pip install --no-cache-dir pdm",
        "3 base 29 WORKDIR /app",
        "4 base 32 COPY libs/common_core/pyproject.toml /ap",
        "5 base 33 COPY libs/huleedu_service_libs/pyproject",
        "6 base 34 COPY services/identity_service/pyproject",
        "7 base 37 WORKDIR /app/services/identity_service",
        "8 base 38 RUN pdm lock --lockfile pdm.lock.docker ",
        "9 base 41 COPY libs/common_core/src/ /app/libs/com",
        "10 base 42 COPY libs/huleedu_service_libs/src/ /app",
        "11 base 45 RUN if [ -f "pdm.lock.docker" ]; then pd",
        "12 development 54 RUN groupadd -r appuser && useradd --no-",
        "13 development 57 COPY services/identity_service/ /app/ser",
        "14 development 60 RUN chown -R appuser:appuser /app",
        "15 development 63 WORKDIR /app/services/identity_service",
      ]
    `);
    expect(development.changes).toMatchObject({
      [code]: { rerun: [13, 14, 15], maybe: [], cachedShare: 0.8 },
      [library]: { maybe: [9], cachedShare: 0.6 },
      [lock]: null,
    });
    expect(written(development, library)).toBe('9? 10 11 12 13 14 15');
    expect(written(development, metadata)).toBe('6 7 8 9 10 11 12 13 14 15');
    expect(development.changes[system].rerun).toHaveLength(15);
    expect(written(production, code)).toBe('12 13 14');
  });

  it('is summed up in a sentence, with the steps behind it', async () => {
    const summary = summarizeForecast(await forecast({ dockerfile }))!;
    expect(summary.sentence).toBe(
      'An edit of your code rebuilds 3 of 15 steps; of a library, 6 to 7.',
    );
    expect(summary.edits.map(({ what, count }) => `${what} ${count}`)).toEqual([
      'your code 3',
      'a library 6 to 7',
      'its pyproject.toml 10',
      'the system packages 15',
    ]);
    expect(
      summary.edits[1].steps
        .slice(0, 2)
        .map(({ line, verdict }) => [line, verdict]),
    ).toEqual([
      [41, 'maybe'],
      [42, 'rerun'],
    ]);
  });
});

it.each([
  ['no FROM', 'RUN true\n', '', /no FROM/],
  [
    'more steps than are followed',
    `FROM python:3.11-slim\n${'RUN true\n'.repeat(1001)}`,
    '',
    /has 1001 steps/,
  ],
  [
    'more paths than are followed',
    `FROM python:3.11-slim\n${Array.from(
      { length: 101 },
      (_, at) => `COPY a${at} /\n`,
    ).join('')}`,
    '',
    /101 paths/,
  ],
  [
    'one with more paths than are followed in all',
    `FROM python:3.11-slim\nCOPY ${'a '.repeat(1001)}/\n`,
    '',
    /take 1001 paths/,
  ],
  [
    'more wildcards than are followed',
    `FROM python:3.11-slim\nCOPY ${'*a'.repeat(1500)} /\n`,
    '**/x\n'.repeat(600),
    /wildcards .* have \d+ characters/,
  ],
  [
    'a .dockerignore that is too long',
    'FROM python:3.11-slim\n',
    'a\n'.repeat(40_000),
    /\.dockerignore has 80000 characters/,
  ],
])('refuses %s', async (_, dockerfile, ignore, message) => {
  await expect(
    forecast({ dockerfile, ignore: { '.dockerignore': ignore } }),
  ).rejects.toThrow(message);
});

it('takes no long time for files that ask for it', async () => {
  const stars = '*a'.repeat(20);
  const sources = Array.from(
    { length: 45 },
    (_, at) => `COPY ${folder}/${stars}${at} ${folder}/${at} /\n`,
  );
  const start = performance.now();
  await forecast({
    dockerfile: `FROM python:3.11-slim\n${sources.join('')}`,
    ignore: {
      '.dockerignore': `${'**/*a'.repeat(300)}\n${'b\n'.repeat(30_000)}`,
    },
  });
  expect(performance.now() - start).toBeLessThan(10_000);
}, 30_000);
