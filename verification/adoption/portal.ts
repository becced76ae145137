import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort, run, start, stop, waitFor } from './processes.ts';
import type { Registry } from './registry.ts';
import type { Release } from './releases.ts';

const root = resolve(import.meta.dirname, '../..');

/** A portal's addresses. */
export type Addresses = { app: string; backend: string };

/** What a portal is made of. */
type PortalOptions = {
  release: Release;
  isLegacy: boolean;
  environment: NodeJS.ProcessEnv;
  registry: Registry;
  /** A portal that is no longer needed. */
  earlier?: string;
};

/** Makes a portal with create-app, raises it to a release, and configures what this machine needs to install it. */
export async function createPortal(
  directory: string,
  options: PortalOptions,
): Promise<void> {
  const { release, isLegacy, environment, registry, earlier } = options;
  await mkdir(directory);
  const create = ['backstage-create-app', '--skip-install', '--path', '.'];
  if (isLegacy) create.push('--legacy');
  const npm = ['exec', '--yes', '--package=@backstage/create-app'];
  await run('npm', [...npm, ...release.npmOptions, '--', ...create], {
    cwd: directory,
    env: { ...environment, BACKSTAGE_APP_NAME: 'portal' },
  });
  await seedLockfile(directory);

  const { npmMinimalAgeGate, npmPreapprovedPackages } = release.yarnSettings;
  await edit(directory, '.yarnrc.yml', yarn => ({
    ...yarn,
    npmMinimalAgeGate,
    npmPreapprovedPackages: [...npmPreapprovedPackages, '@huleedu/*'],
    // Only the registry of this run has the packages that were packed a minute ago.
    npmScopes: { huleedu: { npmRegistryServer: registry.url } },
    unsafeHttpWhitelist: ['127.0.0.1'],
    // Yarn asks a search engine on the web for types of what is added, and 4.13 fails where that cannot be reached.
    tsEnableAutoTypes: false,
    // Compiling needs compilers, and downloads from other hosts than registries.
    enableScripts: false,
  }));
  const { resolutions } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  await edit(directory, 'package.json', manifest => ({
    ...manifest,
    // The same releases without a binary are passed over as in this repository.
    resolutions: { ...manifest.resolutions, ...resolutions },
  }));
  await raise(directory, environment);
  // Yarn writes only the difference to the wanted tree: two gigabytes are a minute's work.
  if (earlier)
    await rename(
      join(earlier, 'node_modules'),
      join(directory, 'node_modules'),
    );
}

/**
 * create-app fetches a seed for yarn.lock from Backstage's repository, where the host can be reached. This repository's yarn.lock takes its place,
 * without the versions of Backstage: they follow from the release.
 */
async function seedLockfile(directory: string) {
  const lock = await readFile(join(root, 'yarn.lock'), 'utf8');
  const entries = lock.split('\n\n');
  await writeFile(
    join(directory, 'yarn.lock'),
    entries.filter(entry => !entry.startsWith('"@backstage/')).join('\n\n'),
  );
}

/** create-app may belong to an earlier release. Its packages of Backstage are raised, and the tools that they ask for since. */
async function raise(directory: string, environment: NodeJS.ProcessEnv) {
  await edit(directory, 'package.json', manifest => ({
    ...manifest,
    devDependencies: { ...manifest.devDependencies, typescript: '~5.9.0' },
  }));
  await edit(directory, 'packages/app/package.json', manifest => ({
    ...manifest,
    devDependencies: {
      ...manifest.devDependencies,
      '@testing-library/dom': '^10.0.0',
      '@testing-library/react': '^16.0.0',
    },
  }));
  await run('yarn', ['up', '--mode=update-lockfile', '@backstage/*'], {
    cwd: directory,
    env: environment,
  });
}

/** Configuration for the hosts that a portal reads from. */
export type Reading = { backend?: object; integrations?: object };

/** Configures free loopback ports, a database on disk, and the hosts that the portal reads from. */
export async function configurePortal(
  directory: string,
  reading: Reading,
): Promise<Addresses> {
  const [app, backend] = [await freePort(), await freePort()];
  const addresses = {
    app: `http://localhost:${app}`,
    backend: `http://localhost:${backend}`,
  };
  await mkdir(join(directory, 'database'));
  await writeFile(
    join(directory, 'app-config.local.yaml'),
    stringify({
      app: { baseUrl: addresses.app, listen: { host: '127.0.0.1' } },
      backend: {
        baseUrl: addresses.backend,
        listen: { host: '127.0.0.1', port: backend },
        cors: { origin: addresses.app },
        database: { connection: { directory: join(directory, 'database') } },
        ...reading.backend,
      },
      integrations: reading.integrations,
    }),
  );
  return addresses;
}

/** Runs `yarn start` until front end and backend answer. */
export async function startPortal(
  directory: string,
  options: {
    addresses: Addresses;
    environment: NodeJS.ProcessEnv;
    log: string;
  },
): Promise<{ stop(): Promise<void> }> {
  const { addresses, environment, log } = options;
  const server = start('yarn', ['start'], {
    cwd: directory,
    env: { ...environment, BROWSER: 'none' },
    log,
  });
  const answers = (url: string) => async () => (await fetch(url)).ok;
  const ready = `${addresses.backend}/.backstage/health/v1/readiness`;
  await waitFor('The backend', answers(ready), { seconds: 120, server });
  await waitFor('The app', answers(addresses.app), { seconds: 120, server });
  return { stop: () => stop(server.child) };
}

async function edit(
  directory: string,
  name: string,
  change: (content: any) => object,
) {
  const file = join(directory, name);
  const changed = change(parse(await readFile(file, 'utf8')));
  const text = name.endsWith('.json')
    ? `${JSON.stringify(changed, undefined, 2)}\n`
    : stringify(changed);
  await writeFile(file, text);
}
