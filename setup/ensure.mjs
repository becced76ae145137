import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, statfs, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { ensureBundle } from './bundle.mjs';
import { explainFailure } from './explainFailure.mjs';
import { SetupError, say } from './fail.mjs';
import { root, toolchain } from './paths.mjs';
import { runCommand } from './process.mjs';
import { ensureToolchain } from './toolchain.mjs';

const stamp = join(root, 'node_modules', '.dockmaster-installed');
const NEEDED_BYTES = 3e9;

/**
 * Sees to it that Node 24, Yarn 4 and every dependency are there; a second call costs a few milliseconds.
 *
 * @returns `{ node, environment }`: the Node to run things with, and the environment whose PATH names it first.
 */
export async function ensureInstalled() {
  const { tools, environment } = await prepare();
  const wanted = await fingerprint();
  if (wanted !== (await readFile(stamp, 'utf8').catch(() => undefined))) {
    await install(tools, environment);
    await ensureBundle({ node: tools.node, environment });
    await writeFile(stamp, wanted);
  }
  return { node: tools.node, environment };
}

/** The same without the dependencies, for a command that changes these. */
export async function ensureYarn() {
  const { tools, environment } = await prepare();
  return {
    node: tools.node,
    environment: { ...environment, ...registrySettings() },
  };
}

async function prepare() {
  await mkdir(toolchain, { recursive: true });
  const tools = await ensureToolchain();
  const environment = {
    ...process.env,
    PATH: [...tools.path, process.env.PATH].join(delimiter),
  };
  return { tools, environment };
}

async function install({ node, yarn }, environment) {
  await checkDisk();
  say('installing the dependencies (about two minutes the first time)');
  const { code, output } = await runCommand(
    node,
    [yarn, 'install', '--immutable'],
    {
      cwd: root,
      env: { ...environment, ...registrySettings() },
      capture: true,
    },
  );
  if (code !== 0) {
    throw new SetupError(
      explainFailure('The dependencies could not be installed', output),
    );
  }
  say('the dependencies are installed');
}

/** Yarn does not read npm's configuration, so a mirror or a certificate that npm knows of is passed on. */
function registrySettings() {
  const { npm_config_registry: registry, npm_config_cafile: certificates } =
    process.env;
  return {
    ...(registry && { YARN_NPM_REGISTRY_SERVER: registry }),
    ...(certificates && { YARN_HTTPS_CA_FILE_PATH: certificates }),
  };
}

async function checkDisk() {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new SetupError(
      `The disk has ${Math.floor(
        (bavail * bsize) / 1e6,
      )} MB left and about 3 GB are needed. Make room and call this again.`,
    );
  }
}

/** Changes when the dependencies must be installed anew. */
async function fingerprint() {
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const workspaces of ['packages', 'plugins']) {
    for (const name of (await readdir(join(root, workspaces))).sort()) {
      files.push(join(workspaces, name, 'package.json'));
    }
  }
  const hash = createHash('sha256').update(
    `${process.platform} ${process.arch}`,
  );
  for (const file of files) {
    hash.update(await readFile(join(root, file)).catch(() => ''));
  }
  return hash.digest('hex');
}
