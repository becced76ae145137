// yarn verify:adoption: packs every public package, and follows the READMEs in portals that create-app makes: on the oldest supported and on the newest
// release of Backstage, on the new front-end system and on the older one. Then it starts each portal and opens it in a browser. It needs the package
// registries and Chromium. Pictures and the portals' logs stay in node_modules/.cache/adoption.
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureYarn } from '../../setup/ensure.mjs';
import { ADOPTIONS, type Context, install, tryOut } from './adopt.ts';
import { findChromium } from './browser.ts';
import { checkDuplicates } from './duplicates.ts';
import { useLibraries } from './libraries.ts';
import { packAll } from './pack.ts';
import { run, stopAll } from './processes.ts';
import { startRegistry } from './registry.ts';
import { supportedReleases } from './releases.ts';
import { makeRepository, OWNER, REPOSITORY } from './repository.ts';
import { startRepositoryHost } from './repositoryHost.ts';

const root = resolve(import.meta.dirname, '../..');
const results = join(root, 'node_modules/.cache/adoption');

const began = Date.now();
const step = (what: string) =>
  console.log(`[${Math.round((Date.now() - began) / 1000)} s] ${what}`);

async function verify(work: string) {
  findChromium();
  await checkDuplicates(root);
  const yarn = await ensureYarn();
  // What npm fetches goes with the folder.
  const environment: NodeJS.ProcessEnv = {
    ...yarn.environment,
    npm_config_cache: join(work, 'npm'),
  };
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });

  const packages = await packAll(join(work, 'tarballs'), environment);
  step(`${packages.length} packages are packed`);
  const repository = join(work, 'repository');
  const services = await makeRepository(repository);
  const registry = await startRegistry(packages);
  const host = await startRepositoryHost(repository, OWNER, REPOSITORY);
  const libraries = join(work, 'libraries');
  const shared = { environment, registry, host, libraries, services, results };
  try {
    await forgetPackages(environment);
    await useLibraries(libraries, { ...shared, packages });
    step('the libraries work in an empty project');
    await adoptEverywhere(work, { ...shared, step });
  } finally {
    registry.close();
    host.close();
    await forgetPackages(environment);
  }
}

async function adoptEverywhere(work: string, context: Context) {
  const releases = await supportedReleases(context.environment);
  if (releases.length === 1)
    step(
      `Backstage ${releases[0].name} is the oldest supported and the newest`,
    );
  let earlier: string | undefined;
  for (const release of releases)
    for (const adoption of ADOPTIONS) {
      const name = `${release.name}-${adoption.name}`;
      const directory = join(work, name);
      const named = {
        ...context,
        step: (what: string) => step(`${name}: ${what}`),
      };
      await install(adoption, directory, { ...named, release, earlier });
      await tryOut(adoption, directory, named);
      earlier = directory;
    }
}

/** Yarn's cache knows packages by version, and the version is that of the run before. */
async function forgetPackages(environment: NodeJS.ProcessEnv) {
  const inRoot = { cwd: root, env: environment };
  const cache = await run('yarn', ['config', 'get', 'cacheFolder'], inRoot);
  for (const name of await readdir(cache.trim()))
    if (name.startsWith('@huleedu-')) await rm(join(cache.trim(), name));
}

async function main() {
  const work = await mkdtemp(join(tmpdir(), 'adoption-'));
  const end = async () => {
    await stopAll();
    await rm(work, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void end().then(() => process.exit(1)));
  try {
    await verify(work);
    step('done');
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await end();
  }
}

void main();
