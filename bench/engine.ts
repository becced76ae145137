/* eslint-disable no-console */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge, rule087, Sources } from '@huleedu/rule-087';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { composeOf, dockerfiles, longDockerfile, manyStages } from './fixtures';

/** The median of several runs, in milliseconds. */
function time(run: () => void, times = 5): number {
  const durations = Array.from({ length: times }, () => {
    const start = process.hrtime.bigint();
    run();
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return durations.sort((a, b) => a - b)[Math.floor(times / 2)];
}

const judgeFile = (content: string, more: Partial<Sources> = {}) =>
  judge(
    {
      dockerfile: { state: 'present', path: 'Dockerfile', content },
      pyproject: { state: 'not-given' },
      compose: [],
      ...more,
    },
    rule087,
    { service: 'bench_service' },
  );

const row = (name: string, milliseconds: number, base: number) =>
  console.log(
    `${name.padEnd(52)} ${milliseconds.toFixed(1).padStart(9)} ms  ${(
      milliseconds / base
    ).toFixed(2)} ×`,
  );

const files = dockerfiles(2_000);
const all = (work: (content: string) => unknown) => () => files.forEach(work);

// Everything is compiled before anything is measured.
[
  judgeFile,
  (content: string) => DockerfileParser.parse(content),
  validate,
].forEach(work => files.slice(0, 500).forEach(content => work(content)));

console.log(`${files.length} Dockerfiles, sources in memory`);
const parse = time(all(content => DockerfileParser.parse(content)));
row('dockerfile-ast: parse alone', parse, parse);
row(
  'Dockmaster: parse and all Dockerfile clauses',
  time(all(content => judgeFile(content))),
  parse,
);
row(
  'dockerfile-utils: validate',
  time(all(content => validate(content))),
  parse,
);

console.log('\nCompose and pyproject, 20 services of one monorepo');
const alone = time(() =>
  files.slice(0, 20).forEach(content => judgeFile(content)),
);
row('Dockerfile alone', alone, alone);
row(
  'with compose (parsed once) and pyproject',
  time(() => {
    const { compose, services } = composeOf(20);
    services.forEach(({ directory, pyproject, name }, index) =>
      judge(
        {
          directory,
          dockerfile: {
            state: 'present',
            path: `${directory}/Dockerfile.dev`,
            content: files[index],
          },
          pyproject,
          compose,
        },
        rule087,
        { service: name },
      ),
    );
  }),
  alone,
);

console.log('\nGrowth: 10 × the instructions, 10 × the stages');
let before = 0;
for (const count of [100, 1_000, 10_000]) {
  const content = longDockerfile(count);
  const took = time(() => judgeFile(content), 3);
  row(`${count} instructions`, took, before || took);
  before = took;
}
before = 0;
for (const count of [10, 100, 1_000]) {
  const content = manyStages(count);
  const took = time(() => judgeFile(content), 3);
  row(`${count} stages`, took, before || took);
  before = took;
}

const command = resolve('packages/dockmaster-cli/dist/dockmaster.cjs');
if (existsSync(command)) {
  console.log('\nStart of the built command, one file');
  const start =
    (...args: string[]) =>
    () => {
      spawnSync(process.execPath, args);
    };
  const nothing = time(start('-e', '0'), 11);
  row('node -e 0', nothing, nothing);
  row(
    'dockmaster check Dockerfile.dev',
    time(
      start(
        command,
        'check',
        'examples/monorepo/services/identity_service/Dockerfile.dev',
      ),
      11,
    ),
    nothing,
  );
}
