// Fixes services of a copy of the example monorepo, and sees them conform, build, run as nobody's root, answer and stop: the bad examples, and
// services as people wrote them (.ci/fix), whose Dockerfiles are written anew. Takes the folder for the copy, and `all` or `some`. DOCKER_HOST names
// the engine.
import { appendFileSync, cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  assert,
  dockmaster,
  eventually,
  get,
  programsIn,
  seconds,
} from './containers.mjs';

const [monorepo, choice] = [resolve(process.argv[2]), process.argv[3]];
const { run, docker, build, inImage, running, stateOf, stop } =
  programsIn(monorepo);
const both = ['development', 'production'];

/** `given` is the port of those that need another; `runs` are the stages that are started, besides being built; Uvicorn `ends` by the signal itself. */
const services = [
  { name: 'pip_service', given: 7016, http: 7016, runs: both },
  { name: 'split_service', http: 7017, runs: both, isFew: true },
  { name: 'tally_worker', runs: both, isFew: true },
  { name: 'notification_service', given: 7014, http: 7014, runs: both },
  { name: 'billing_service', http: 7009, runs: both },
  { name: 'cms_service', given: 7012, http: 7012, runs: [] },
  {
    name: 'grading_service',
    given: 7013,
    http: 7013,
    runs: ['production'],
    ends: 241,
  },
  // Nobody else has its port once grading_service has moved away from it.
  { name: 'report_service', http: 7006, runs: ['production'] },
].filter(({ isFew }) => choice !== 'some' || isFew);

function fix({ name, given }) {
  const place = [`services/${name}`, '--root', monorepo];
  const port = given ? ['--http-port', String(given)] : [];
  const judged = () =>
    JSON.parse(
      dockmaster('check', ...place, '--format', 'json', '--fail-on', 'never'),
    ).results[0];
  assert(judged().conforms === false, 'it conforms before it is fixed');
  dockmaster('fix', ...place, ...port, '--write');
  const { conforms, clauses, notices } = judged();
  const failing = clauses.filter(({ verdict }) => verdict === 'fail');
  assert(
    conforms && failing.length + notices.length === 0,
    JSON.stringify([...failing, ...notices]),
  );
  assert(
    dockmaster('fix', ...place, ...port) === '',
    'fixing it again changes something',
  );
}

/** Starts a stage, sees that it serves, or has started, and stops it. */
async function runImage({ name, http, ends }, target) {
  // The interval, so as not to wait half a minute.
  const options = ['--health-interval', '1s'];
  return running(`${name}:${target}`, options, async id => {
    const said = () => docker('logs', id);
    const started = await eventually(30, async () => {
      const { Running: isRunning, Health: health } = stateOf(id);
      assert(isRunning, `it ended\n${said()}`);
      const { Status: status = 'healthy' } = health ?? {};
      assert(status === 'healthy', `it is ${status}\n${said()}`);
      const isServing = http
        ? await get(http, '/healthz').then(
            answer => JSON.parse(answer).service === name,
            () => false,
          )
        : /^migrated\n(.*\n)*tally_worker started$/m.test(said());
      assert(isServing, `it does not serve\n${said()}`);
    });
    const user = docker('exec', id, 'id', '-un').trim();
    assert(user === 'appuser', `it runs as ${user}`);
    docker(
      'exec',
      id,
      'sh',
      '-c',
      'test "$(stat -c %U /app)" = appuser && touch here',
    );
    return `${target}: started after ${started.toFixed(
      1,
    )} s, stopped after ${stop(id, ends).toFixed(1)} s`;
  });
}

/** What is the author's, and what only an image shows. */
const seen = {
  pip_service: image =>
    inImage(image, 'python', '-c', 'import idna; print(idna.__version__)') ===
    '3.7',
  split_service: image => {
    const { Labels: labels, Env: variables } = JSON.parse(
      docker('inspect', image),
    )[0].Config;
    return (
      labels['org.opencontainers.image.title'] === 'split_service' &&
      variables.includes('STORAGE_PATH=/app/.storage') &&
      inImage(image, 'id', '-u') === '1001'
    );
  },
  tally_worker: image =>
    inImage(image, 'readlink', '/etc/localtime').includes('Stockholm'),
};

async function verify(service) {
  const { name, runs } = service;
  fix(service);
  const start = performance.now();
  for (const target of both) build(name, target);
  const notes = [`conforms, and built in ${seconds(start).toFixed(0)} s`];
  const started = choice === 'some' ? ['production'] : runs;
  for (const target of started) notes.push(await runImage(service, target));
  const isWhole = seen[name]?.(`${name}:production`) ?? true;
  assert(isWhole, 'the image lacks what the author had in it');
  // What production needs, and not what tests do.
  const tools = JSON.parse(
    inImage(`${name}:production`, 'pdm', 'list', '--json'),
  );
  assert(
    !tools.some(tool => tool.name === 'pytest'),
    'production has what only tests need',
  );
  return notes;
}

cpSync('examples/monorepo', monorepo, { recursive: true });
cpSync('.ci/fix', monorepo, { recursive: true });
appendFileSync(
  join(monorepo, 'docker-compose.yml'),
  '  - docker-compose.fix.yml\n',
);
run('git', ['init', '-q', '.']);

let failed = 0;
for (const service of services) {
  try {
    const notes = await verify(service);
    console.log(`${service.name}\n  ${notes.join('\n  ')}`);
  } catch (error) {
    failed++;
    console.log(
      `${service.name} FAILED: ${error.message}\n${error.stderr ?? ''}`,
    );
  }
}
console.log(`${services.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
