// Compares what `dockmaster forecast` says of an edit with the steps that a real engine then runs again: rerun ⊆ real ⊆ rerun ∪ maybe.
// Takes the folder to write to; the engine is the one that DOCKER_HOST names.
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const [scratch] = process.argv.slice(2);
const monorepo = 'examples/monorepo';
const cases = '.ci/forecast';

/** Services of the example fleet as they are, and others laid over it. */
const examples = [
  'identity_service',
  'notification_service',
  'search_service',
  'spellcheck_service',
];

async function dockmaster(...args) {
  const { stdout } = await run(process.execPath, [
    'setup/dockmaster.mjs',
    ...args,
  ]);
  return JSON.parse(stdout);
}

/** What the builder prints of its steps: stage, number in the stage, whether it came from the cache. It names no stage where there is only one. */
async function build(root, dockerfile, target, onlyStage) {
  const args = ['build', '--network', 'none', '--progress=plain'];
  // An argument without a default is given here, as whoever builds would.
  args.push('--build-arg', 'DEPS_IMAGE=python:3.11-slim', '-f', dockerfile);
  if (target) args.push('--target', target);
  const { stderr } = await run('/usr/bin/docker', [...args, root], {
    maxBuffer: 1e8,
  }).catch(error => {
    throw new Error(`${dockerfile} was not built:\n${error.stderr}`);
  });
  const cached = new Set(
    [...stderr.matchAll(/^#(\d+) CACHED$/gm)].map(([, vertex]) => vertex),
  );
  return [
    ...stderr.matchAll(
      /^#(\d+) \[(?:(\S+) +)?(\d+)\/\d+\] ((?!FROM )\w+) .*$/gm,
    ),
  ].map(([, vertex, stage = onlyStage, number, keyword]) => ({
    stage,
    number: Number(number),
    keyword,
    isCached: cached.has(vertex),
  }));
}

/** The forecast's steps by their numbers as the builder prints them: in a stage that is built from an image, FROM is the first. */
function numbered({ steps }, stages) {
  const counts = new Map(
    stages.map(({ name, index, from }) => [
      name ?? `stage-${index}`,
      'stage' in from ? 0 : 1,
    ]),
  );
  return new Map(
    steps.map(step => {
      const number = counts.get(step.stage) + 1;
      counts.set(step.stage, number);
      return [`${step.stage} ${number}`, step];
    }),
  );
}

const isLock = name => name.startsWith('pdm.lock');

/** Edits of each sort, one file at a time: path in the context, and what becomes of its text. */
async function editsOf(root, folder, dockerfile) {
  const below = async directory =>
    (
      await readdir(join(root, directory), {
        recursive: true,
        withFileTypes: true,
      })
    )
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1));
  const append = (text, nonce) => `${text}# ${nonce}\n`;
  const edits = (change, paths) =>
    paths.map(path => ({ change, path, edit: append }));
  const files = await below(folder);
  const code = files.filter(path => {
    const name = basename(path);
    return (
      !/^(Dockerfile|pyproject\.toml|\.pdm-python)/.test(name) && !isLock(name)
    );
  });
  const libraries = (await below('libs')).filter(path =>
    path.includes('/src/'),
  );
  return [
    ...edits('service-code', code),
    ...edits('library-source', libraries),
    ...edits('service-metadata', [join(folder, 'pyproject.toml')]),
    ...edits(
      'lock-file',
      files.filter(path => isLock(basename(path))),
    ),
    {
      change: 'system-packages',
      path: dockerfile,
      edit: (text, nonce) => text.replace(/apt-get \w+/, `$& -o=${nonce}`),
    },
  ];
}

let nonce = 0;
let agreeing = 0;
const disagreeing = [];

async function compare(name, root, service) {
  const folder = join('services', service);
  const dockerfile = join(folder, 'Dockerfile.dev');
  const [{ targets }, { stages }] = await Promise.all([
    dockmaster('forecast', join(root, folder), '--root', root),
    dockmaster('stages', join(root, folder), '--root', root),
  ]);
  const edits = await editsOf(root, folder, dockerfile);
  for (const forecast of targets) {
    const { target, changes } = forecast;
    const steps = numbered(forecast, stages);
    const rebuild = () =>
      build(root, join(root, dockerfile), target, forecast.steps[0].stage);
    const seen = new Set(
      (await rebuild()).map(({ stage, number, keyword }) => {
        const step = steps.get(`${stage} ${number}`);
        if (!step?.instruction.startsWith(keyword)) {
          disagreeing.push(
            `${name}: the builder runs ${keyword} as step ${number} of ${stage}`,
          );
        }
        return step?.index;
      }),
    );
    const reached = new Set();
    for (const { change, path, edit } of edits) {
      const file = join(root, path);
      const text = await readFile(file, 'utf8');
      // What was built once comes from the cache: no edit is made twice.
      nonce++;
      await writeFile(file, edit(text, nonce));
      const real = (await rebuild())
        .filter(({ isCached }) => !isCached)
        .map(({ stage, number }) => steps.get(`${stage} ${number}`)?.index);
      await writeFile(file, text);
      const { rerun, maybe } = changes[change] ?? { rerun: [], maybe: [] };
      // A step that is the same as another stage’s is printed once; a file that is not in the image changes nothing.
      const missing = rerun.filter(
        index => seen.has(index) && real.length > 0 && !real.includes(index),
      );
      const unforeseen = real.filter(
        index => !rerun.includes(index) && !maybe.includes(index),
      );
      if (real.length > 0) reached.add(change);
      if (missing.length === 0 && unforeseen.length === 0) agreeing++;
      else
        disagreeing.push(
          `${name}, ${
            target ?? 'last stage'
          }, ${change} (${path}): again ${real}; rerun ${rerun}; maybe ${maybe}`,
        );
    }
    for (const [change, rebuilt] of Object.entries(changes)) {
      if (rebuilt?.rerun.length > 0 && !reached.has(change)) {
        disagreeing.push(
          `${name}, ${
            target ?? 'last stage'
          }: no edit of ${change} ran anything again`,
        );
      }
    }
  }
}

for (const service of examples) {
  const root = join(scratch, service);
  await cp(monorepo, root, { recursive: true });
  await compare(service, root, service);
}
for (const name of await readdir(cases)) {
  const root = join(scratch, name);
  await cp(monorepo, root, { recursive: true });
  await cp(join(cases, name), root, { recursive: true });
  for (const service of await readdir(join(cases, name, 'services'))) {
    await compare(name, root, service);
  }
}
for (const line of disagreeing) console.log(line);
console.log(`${agreeing} edits agree, ${disagreeing.length} do not`);
process.exitCode = disagreeing.length === 0 && agreeing > 0 ? 0 : 1;
