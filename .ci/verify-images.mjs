// Generates services into a copy of the example monorepo, and sees them conform, build, run, answer, reload and stop.
// Takes the folder for the copy, and `all` or `three`. DOCKER_HOST names the engine, POSTGRES_URL a database server; docker-compose and hadolint are
// on the PATH.
import {
  cpSync,
  existsSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
const { run, docker, build, running, stateOf, stop } = programsIn(monorepo);
const targets = ['development', 'production'];
const composeFiles = [
  '-f',
  'docker-compose.yml',
  '-f',
  'docker-compose.dev.yml',
];
const overrideFile = join(monorepo, 'docker-compose.verify.yml');

const variants = [
  { name: 'quart_service', framework: 'quart', http: 7011 },
  {
    name: 'quart_store_service',
    framework: 'quart',
    http: 7012,
    database: 5447,
    isFirstChoice: true,
  },
  {
    name: 'fastapi_service',
    framework: 'fastapi',
    http: 7013,
    isFirstChoice: true,
  },
  {
    name: 'fastapi_store_service',
    framework: 'fastapi',
    http: 7014,
    database: 5448,
  },
  { name: 'chore_service' },
  { name: 'chore_store_service', database: 5449, isFirstChoice: true },
].filter(({ isFirstChoice }) => choice !== 'three' || isFirstChoice);

function generate({ name, framework, http, database }) {
  dockmaster(
    ...[
      'new',
      name,
      '--root',
      monorepo,
      '--owner',
      'group:default/accounts-team',
      '--system',
      'accounts',
    ],
    ...['--description', `Tries "everything" & <more> {{ of }} ${name}`],
    ...(framework
      ? ['--framework', framework, '--http-port', String(http)]
      : ['--kind', 'worker']),
    ...(database ? ['--database', '--database-port', String(database)] : []),
  );
}

/** No clause fails or is unknown, whatever its severity. */
function check({ name }) {
  const { results } = JSON.parse(
    dockmaster(
      'check',
      `services/${name}`,
      '--root',
      monorepo,
      '--format',
      'json',
    ),
  );
  const [{ conforms, score, clauses, notices }] = results;
  const findings = clauses.filter(
    ({ verdict }) => !['pass', 'not-applicable'].includes(verdict),
  );
  assert(
    conforms && score === 100 && findings.length + notices.length === 0,
    JSON.stringify([...findings, ...notices]),
  );
}

/** The RUN instructions that a build did again, from what the engine printed. */
function repeated(log) {
  const steps = new Map();
  for (const line of log.split('\n')) {
    const [, id, text] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (!id) continue;
    if (/^\[[^\]]*\] RUN /.test(text)) steps.set(id, { text, isCached: false });
    else if (text === 'CACHED' && steps.has(id)) steps.get(id).isCached = true;
  }
  assert(steps.size > 0, `no RUN in what the engine printed:\n${log}`);
  return [...steps.values()]
    .filter(({ isCached }) => !isCached)
    .map(({ text }) => text);
}

/** Starts the image, waits until it is healthy, asks what it serves, stops it. */
async function runImage({ name, http, database }, target, prefix) {
  // The database of this run, in place of the one that Compose would start.
  const url = process.env.POSTGRES_URL.replace(
    'postgresql:',
    'postgresql+asyncpg:',
  );
  const environment = database
    ? ['-e', `${prefix}_DATABASE_URL=${url}/postgres`]
    : [];
  // The interval, so as not to wait half a minute.
  const options = ['--health-interval', '1s', ...environment];
  return running(`${name}:${target}`, options, async id => {
    const healthy = await eventually(30, () =>
      assert(stateOf(id).Health.Status === 'healthy', docker('logs', id)),
    );
    const user = docker('exec', id, 'id', '-un').trim();
    assert(user === 'appuser', `it runs as ${user}`);
    if (http) {
      const { service, status } = JSON.parse(await get(http, '/healthz'));
      assert(
        service === name && status === 'ok',
        `/healthz says ${service}, ${status}`,
      );
      const metrics = await get(http + 2092, '/metrics');
      assert(
        /^http_requests_total\{method="GET",route="\/healthz",status="200"\} [1-9]/m.test(
          metrics,
        ),
        metrics,
      );
    }
    if (database) {
      docker('exec', id, 'pdm', 'run', 'migrate');
      if (http)
        assert(
          JSON.parse(await get(http, '/readyz')).status === 'ready',
          'the database does not answer',
        );
    }
    const stopped = stop(id);
    const lines = docker('logs', id).trim().split('\n');
    for (const line of lines)
      assert(
        JSON.parse(line).service === name,
        `a line of the log is of another form: ${line}`,
      );
    assert(
      lines.some(line => JSON.parse(line).message === 'stopped'),
      `it did not shut down by itself:\n${lines.join('\n')}`,
    );
    return `${target}: healthy after ${healthy.toFixed(
      1,
    )} s, stopped after ${stopped.toFixed(1)} s`;
  });
}

/** The overlay for development as Compose starts it, but on the host's network: there is no bridge here. */
async function reload({ name, http }) {
  writeFileSync(
    overrideFile,
    `services:\n  ${name}:\n    image: ${name}:development\n    build: !reset null\n    network_mode: host\n    networks: !reset null\n    ports: !reset []\n    depends_on: !reset []\n`,
  );
  const compose = (...args) =>
    run('docker-compose', [...composeFiles, '-f', overrideFile, ...args]);
  const source = join(
    monorepo,
    'services',
    name,
    'app',
    http ? 'service.py' : 'worker.py',
  );
  const before = readFileSync(source, 'utf8');
  const shown = http
    ? () => get(http, '/healthz')
    : async () => compose('logs', name);
  try {
    compose('up', '-d', '--no-build', name);
    await eventually(20, async () =>
      assert(/ok|"started"/.test(await shown()), compose('logs', name)),
    );
    // Twice, and the quicker counts: a machine that is busy with something else for a second says nothing of the service.
    const times = [];
    for (const word of ['edited', 'changed']) {
      const edited = http
        ? before.replace('"status": "ok"', `"status": "${word}"`)
        : before.replace('"started"', `"${word}"`);
      assert(edited !== before, `${source} has nothing to edit`);
      writeFileSync(source, edited);
      times.push(
        await eventually(10, async () =>
          assert(
            (await shown()).includes(word),
            `the edit does not show:\n${compose('logs', name)}`,
          ),
        ),
      );
    }
    const took = Math.min(...times);
    const written = run('git', [
      'status',
      '--short',
      '--ignored',
      `services/${name}`,
    ]);
    assert(
      !/^(\?\?|!!)/m.test(written),
      `the container wrote into the work tree:\n${written}`,
    );
    assert(took <= 3, `an edit showed only after ${took} s`);
    return `an edit showed after ${took.toFixed(1)} s`;
  } finally {
    compose('down', '-v', '-t', '2');
    writeFileSync(source, before);
    rmSync(overrideFile, { force: true });
  }
}

async function verify(variant) {
  const { name } = variant;
  const prefix = name.toUpperCase();
  check(variant);
  run('hadolint', ['--no-color', `services/${name}/Dockerfile.dev`]);
  const start = performance.now();
  for (const target of targets) build(name, target);
  const notes = [`built in ${seconds(start).toFixed(0)} s`];
  const tests = docker(
    'run',
    '--rm',
    `${name}:development`,
    'pdm',
    'run',
    'test',
  );
  notes.push(/\d+ passed.*/.exec(tests)[0].replace(/[ =]+$/, ''));
  for (const target of targets)
    notes.push(await runImage(variant, target, prefix));
  notes.push(await reload(variant));

  const code = join(monorepo, 'services', name, 'app', 'settings.py');
  writeFileSync(code, `${readFileSync(code, 'utf8')}\n# edited\n`);
  const again = performance.now();
  const steps = targets.flatMap(target => repeated(build(name, target)));
  assert(steps.length === 0, `an edit of the code repeats ${steps.join(', ')}`);
  notes.push(
    `both targets rebuilt after an edit in ${seconds(again).toFixed(
      1,
    )} s without any RUN`,
  );
  return notes;
}

cpSync('examples/monorepo', monorepo, { recursive: true });
run('git', ['init', '-q', '.']);
for (const variant of variants) generate(variant);
run('git', ['add', '-A']);
assert(!existsSync(overrideFile), 'the example has a file of this name');
console.log(`Compose: ${run('docker-compose', ['version']).trim()}`);
run('docker-compose', [...composeFiles, 'config', '-q']);

let failed = 0;
for (const variant of variants) {
  try {
    console.log(`${variant.name}\n  ${(await verify(variant)).join('\n  ')}`);
  } catch (error) {
    failed++;
    console.log(`${variant.name} FAILED: ${error.message}`);
  }
}
console.log(`${variants.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
