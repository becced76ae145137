import { access, copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { explainFailure } from './explainFailure.mjs';
import { SetupError, say } from './fail.mjs';
import { root, toolchain } from './paths.mjs';
import { runCommand } from './process.mjs';

const NODE_MAJOR = '24';
const manifest = join(root, 'setup', 'toolchain');
const modules = join(toolchain, 'node_modules');
const binaries = join(modules, '.bin');
const yarn = join(modules, '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
const runsWanted = process.versions.node.split('.')[0] === NODE_MAJOR;

/** The Node that this process runs on where that is Node 24, else the one in `.toolchain/`. */
const node = runsWanted ? process.execPath : packagedNode();

function packagedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(modules, `node-${system}-${process.arch}`, 'bin', binary);
}

/** Where Node 24 and Yarn 4 are. Fetches them into `.toolchain/` first where they are not there yet. */
export async function ensureToolchain() {
  if (!(await isCurrent([node, yarn]))) await fetchToolchain(!runsWanted);
  return { node, yarn, path: [dirname(node), binaries] };
}

/** Where Yarn 4 is, to be run on the Node at hand; fetched as the toolchain is. */
export async function ensureYarnAlone() {
  if (!(await isCurrent([yarn]))) await fetchToolchain(false);
  return yarn;
}

async function isCurrent(programs) {
  try {
    await Promise.all(programs.map(program => access(program)));
    const [wanted, present] = await Promise.all([
      readFile(join(manifest, 'package-lock.json'), 'utf8'),
      readFile(join(toolchain, 'package-lock.json'), 'utf8'),
    ]);
    return wanted === present;
  } catch {
    return false;
  }
}

async function fetchToolchain(withNode) {
  const what = withNode ? 'Node 24 and Yarn 4' : 'Yarn 4';
  say(`fetching ${what} into .toolchain/ (nothing is installed globally)`);
  await mkdir(toolchain, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    await copyFile(join(manifest, file), join(toolchain, file));
  }
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const args = [
    ...npm.slice(1),
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  if (!withNode) args.push('--omit=optional');
  const { code, output } = await runCommand(npm[0], args, {
    cwd: toolchain,
    capture: true,
  });
  if (code !== 0) {
    throw new SetupError(
      explainFailure(`${what} could not be fetched`, output),
    );
  }
  if (!withNode) return;
  const version = await runCommand(node, ['--version'], {
    capture: true,
  }).catch(error => ({ code: 1, output: error.message }));
  if (version.code !== 0) {
    throw new SetupError(
      `Node 24 does not run on this machine (${process.platform} ${process.arch}). ` +
        'Install Node 24 by other means and call this again with it.',
    );
  }
}
