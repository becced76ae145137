// Packs every package, and has the READMEs followed in new portals and in an empty project. Takes an empty folder to work in.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureYarn } from '../../setup/ensure.mjs';
import { ADOPTIONS, install, tryOut } from './adopt.mjs';
import { useLibraries } from './libraries.mjs';
import { packAll } from './pack.mjs';
import { run, stopAll } from './processes.mjs';
import { startRegistry } from './registry.mjs';
import { makeRepository, OWNER, REPOSITORY } from './repository.mjs';
import { startRepositoryHost } from './repositoryHost.mjs';

const root = resolve(import.meta.dirname, '../..');
const work = resolve(process.argv[2]);
const results = join(root, 'node_modules/.cache/adoption');

const began = Date.now();
const lap = what =>
  console.log(`[${Math.round((Date.now() - began) / 1000)} s] ${what}`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stopAll();
    process.exit(1);
  });
}

try {
  await verify();
  lap('done');
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await stopAll();
}

async function verify() {
  const { environment } = await ensureYarn();
  // What npm fetches is gone with the folder.
  environment.npm_config_cache = join(work, 'npm');
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });

  const packages = await packAll(join(work, 'tarballs'), environment);
  lap(`${packages.length} packages are packed`);
  const repository = join(work, 'repository');
  const services = await makeRepository(repository);
  const registry = await startRegistry(packages);
  const host = await startRepositoryHost(repository, OWNER, REPOSITORY);
  const libraries = join(work, 'libraries');
  const context = {
    environment,
    registry,
    host,
    libraries,
    services,
    results,
    lap,
  };
  try {
    await forgetPackages(environment);
    await useLibraries(libraries, context);
    lap('the engine and the client are of use in an empty project');
    let earlier;
    for (const adoption of ADOPTIONS) {
      const directory = join(work, adoption.name);
      await install(adoption, directory, { ...context, earlier });
      await tryOut(adoption, directory, context);
      earlier = directory;
    }
  } finally {
    registry.close();
    host.close();
    await forgetPackages(environment);
  }
}

/** Yarn's cache knows packages by version, and the version is that of the run before. */
async function forgetPackages(environment) {
  const inRoot = { cwd: root, env: environment };
  const cache = await run('yarn', ['config', 'get', 'cacheFolder'], inRoot);
  for (const name of await readdir(cache.trim()))
    if (name.startsWith('@huleedu-')) await rm(join(cache.trim(), name));
}
