// Compares what `dockmaster stages` says of each stage of the example services with what a real engine makes of it.
// Takes the folder to write to; the engine is the one that DOCKER_HOST names.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const services = 'examples/monorepo/services';
const docker = (args, input) =>
  execFileSync('/usr/bin/docker', args, {
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 1e8,
  });
const dockmaster = path =>
  JSON.parse(
    execFileSync(process.execPath, ['setup/dockmaster.mjs', 'stages', path], {
      encoding: 'utf8',
    }),
  );

/** Without RUN, whatever lines it goes over; none of the examples has a heredoc. */
function withoutRun(dockerfile) {
  return dockerfile.replace(/^RUN (?:.*\\\n)*.*\n/gm, '');
}

const SECOND = 1e9;
const duration = text => Number(text.replace(/s$/, '')) * SECOND;

/** The engine's view of an image, in the words of `dockmaster stages`. */
function inspected(tag) {
  const { Config: config } = JSON.parse(docker(['inspect', tag]))[0];
  const env = Object.fromEntries(
    (config.Env ?? [])
      .map(pair => [
        pair.slice(0, pair.indexOf('=')),
        pair.slice(pair.indexOf('=') + 1),
      ])
      .filter(([name]) => name !== 'PATH'),
  );
  return {
    env,
    user: config.User,
    workdir: config.WorkingDir,
    exposed: Object.keys(config.ExposedPorts ?? {}).sort(),
    cmd: config.Cmd ?? null,
    entrypoint: config.Entrypoint ?? null,
    healthcheck: config.Healthcheck ?? null,
  };
}

function resolved(stage) {
  const { healthcheck } = stage;
  return {
    env: stage.env,
    user: stage.user ?? '',
    workdir: stage.workdir ?? '',
    exposed: stage.exposed,
    cmd: stage.cmd?.args ?? null,
    entrypoint: stage.entrypoint?.args ?? null,
    healthcheck: healthcheck && {
      Test: healthcheck.test,
      Interval: duration(healthcheck.interval),
      Timeout: duration(healthcheck.timeout),
      StartPeriod: duration(healthcheck['start-period']),
      Retries: Number(healthcheck.retries),
    },
  };
}

const canonical = value =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );

const [scratch] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const name of readdirSync(services)) {
  const path = join(services, name, 'Dockerfile.dev');
  if (!existsSync(path)) continue;
  const file = join(scratch, name);
  const { stages } = dockmaster(path);
  writeFileSync(file, withoutRun(readFileSync(path, 'utf8')));
  for (const stage of stages) {
    const tag = `dockmaster/${name}:${stage.index}`;
    const build = ['build', '--network', 'none', '-q', '-f', file, '-t', tag];
    // An argument without a default is given here, as whoever builds would.
    build.push('--build-arg', 'DEPS_IMAGE=python:3.11-slim');
    if (stage.name) build.push('--target', stage.name);
    try {
      docker([...build, 'examples/monorepo']);
    } catch (error) {
      failed++;
      console.log(
        `${name}, stage ${stage.name ?? stage.index} was not built:\n${
          error.stderr
        }`,
      );
      continue;
    }
    const [real, ours] = [
      canonical(inspected(tag)),
      canonical(resolved(stage)),
    ];
    if (real === ours) {
      passed++;
      continue;
    }
    failed++;
    console.log(
      `${name}, stage ${
        stage.name ?? stage.index
      }\n  engine     ${real}\n  dockmaster ${ours}`,
    );
  }
}
console.log(`${passed} stages agree, ${failed} do not`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
