#!/usr/bin/env node
import { access } from 'node:fs/promises';
import { bundle, ensureBundle } from './bundle.mjs';
import { explainFailure } from './explainFailure.mjs';
import { run, say, SetupError } from './fail.mjs';
import { root } from './paths.mjs';
import { runCommand } from './process.mjs';
import { ensureYarnAlone } from './toolchain.mjs';

const node = process.execPath;

/**
 * `setup/hook.mjs …`: the command line, as pre-commit starts it from its clone of this repository, on the Node that is there. The first call
 * builds it, and installs what it is built from and nothing else.
 */
await run(async () => {
  await access(bundle).catch(installAndBuild);
  const { code } = await runCommand(node, [bundle, ...process.argv.slice(2)]);
  return code;
});

async function installAndBuild() {
  const yarn = await ensureYarnAlone();
  const environment = { ...process.env, ...(await registrySettings()) };
  say('installing what the command line is built from');
  const { code, output } = await runCommand(
    node,
    [yarn, 'workspaces', 'focus', '--production', '@huleedu/dockmaster-cli'],
    { cwd: root, env: environment, capture: true },
  );
  if (code !== 0) {
    throw new SetupError(
      explainFailure('The command line could not be installed', output),
    );
  }
  await ensureBundle({ node, environment });
}

/** Yarn does not read npm's configuration, and nothing but npm itself tells it here. */
async function registrySettings() {
  const { output } = await runCommand(
    'npm',
    ['config', 'list', '--json', '--loglevel=silent'],
    { capture: true },
  );
  const { registry, cafile } = JSON.parse(output);
  return {
    ...(registry && { YARN_NPM_REGISTRY_SERVER: registry }),
    ...(cafile && { YARN_HTTPS_CA_FILE_PATH: cafile }),
  };
}
