// Runs the workflow of examples/monorepo on pull requests to it. Called by verify-gate.sh with a folder that holds the packed command line.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { cases } from './gate/cases.mjs';
import { Checkout } from './gate/Checkout.mjs';
import { GitHub } from './gate/GitHub.mjs';
import { Runner } from './gate/Runner.mjs';
import { playHook } from './gate/playHook.mjs';
import { schemaErrors } from './gate/schemaErrors.mjs';

const work = resolve(process.argv[2]);
const monorepo = resolve('examples/monorepo');
const workflow = parse(
  readFileSync(join(monorepo, '.github/workflows/dockmaster.yml'), 'utf8'),
);
const checkoutStep = workflow.jobs.gate.steps.find(({ uses }) =>
  uses?.startsWith('actions/checkout@'),
);

/** Opens a pull request, pushes to it again where the case says so, and compares what the workflow did with what it should have done. */
async function play(given) {
  const { name, isEmpty, change, again, meanwhile } = given;
  const directory = mkdtempSync(join(work, 'case-'));
  const github = await GitHub.start();
  try {
    const origin = Checkout.create(join(directory, 'origin'));
    if (!isEmpty) origin.add(monorepo);
    origin.commit('What was there');
    origin.git('checkout', '-q', '-b', 'change');
    change(origin, monorepo);
    origin.commit(name);
    if (meanwhile) {
      origin.git('checkout', '-q', 'main');
      meanwhile(origin);
      origin.commit('What somebody else did');
    }
    compare(
      await check(origin, join(directory, '1'), github, given),
      given.expected,
    );
    if (!again) return;
    origin.git('checkout', '-q', 'change');
    again(origin);
    origin.commit('And again');
    compare(
      await check(origin, join(directory, '2'), github, given),
      given.expectedThen,
    );
  } finally {
    github.stop();
  }
}

function compare({ log, comments, summary, ...found }, expected) {
  const { comment, summary: summaryExpected = comment, ...others } = expected;
  try {
    assert.deepEqual(found, others);
    assert.equal(comments.length, comment ? 1 : 0);
    if (comment) assert.match(comments[0], comment);
    assert.match(summary, summaryExpected);
  } catch (error) {
    throw new Error(`${error.message}\n\n${log}`);
  }
}

async function check(origin, directory, github, given) {
  const workspace = join(directory, 'workspace');
  origin.mergedInto(workspace, {
    branch: 'change',
    depth: checkoutStep.with['fetch-depth'],
  });
  let uploaded;
  const runner = new Runner(workflow, {
    workspace,
    temp: join(directory, 'temp'),
    context: {
      repository: 'acme/fleet',
      token: 'of-the-run',
      ...eventOf(given),
    },
    environment: {
      ...github.environment(),
      DOCKMASTER: join(work, 'dockmaster.tgz'),
      PATH: `${join(directory, 'npm', 'bin')}:${process.env.PATH}`,
      npm_config_prefix: join(directory, 'npm'),
      npm_config_offline: 'true',
      GH_CONFIG_DIR: join(directory, 'gh'),
    },
    actions: {
      'actions/checkout': () => {},
      'actions/setup-node': () => {},
      'github/codeql-action/upload-sarif': ({ sarif_file: file }) => {
        uploaded = JSON.parse(readFileSync(file, 'utf8'));
      },
    },
  });
  await runner.run('gate');
  return {
    log: runner.log,
    fails: runner.failed,
    annotations: annotationsIn(runner.log),
    comments: github.ownComments,
    summary: runner.summary,
    uploaded: uploaded && newResultsIn(uploaded),
  };
}

function eventOf({ isPush = false, isFork = false }) {
  return isPush
    ? { event_name: 'push', event: {} }
    : {
        event_name: 'pull_request',
        event: {
          pull_request: { number: 7, head: { repo: { fork: isFork } } },
        },
      };
}

/** As in `error services/a/Dockerfile.dev:7 4.1.user`. */
function annotationsIn(log) {
  return log.split('\n').flatMap(line => {
    const [, level, text] =
      /^::(error|warning|notice) (.*?)::/.exec(line) ?? [];
    if (!level) return [];
    const { file, title, ...place } = Object.fromEntries(
      text.split(',').map(item => item.split('=')),
    );
    return [
      [level, ...(file ? [`${file}:${place.line}`] : []), title].join(' '),
    ];
  });
}

/** As in `services/a/Dockerfile.dev:7 4.1.user`. */
function newResultsIn({ runs: [{ results }] }) {
  return results
    .filter(({ baselineState }) => baselineState === 'new')
    .map(({ ruleId, locations: [{ physicalLocation: place }] }) => {
      const { artifactLocation, region } = place;
      return `${artifactLocation.uri}:${region.startLine} ${ruleId}`;
    });
}

const waiting = [
  ...cases.map(given => ({ name: given.name, run: () => play(given) })),
  {
    name: 'workflows and hooks are what their schemas say',
    run: async () =>
      assert.deepEqual(
        await schemaErrors({
          'examples/monorepo/.github/workflows/dockmaster.yml':
            'github-workflow',
          '.github/workflows/ci.yml': 'github-workflow',
          '.pre-commit-hooks.yaml': 'pre-commit-hooks',
        }),
        [],
      ),
  },
  {
    name: 'the hook starts where nothing is installed',
    run: async () => playHook(mkdtempSync(join(work, 'hook-')), monorepo),
  },
];
let passed = 0;
let failed = 0;
const runAll = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const start = Date.now();
    try {
      await check.run();
      passed++;
      console.log(`ok      ${check.name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAILED  ${check.name}\n${error.message}`);
    }
  }
};
await Promise.all([runAll(), runAll()]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
