import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort, run, start, stop, waitFor } from './processes.mjs';

const root = resolve(import.meta.dirname, '../..');

/** The release of create-app that belongs to Backstage 1.55. */
const CREATE_APP = '@backstage/create-app@0.9.2';

/** A day on which 1.55 was the newest. */
const RELEASED_BY = Date.parse('2026-10-01');

/**
 * A portal as create-app makes it, with what it needs to be installed where this runs.
 *
 * @param options - `{ isLegacy, environment, registry, earlier }`; `earlier` is the folder of a portal that is needed no more
 */
export async function createPortal(directory, options) {
  const { isLegacy, environment, registry, earlier } = options;
  await mkdir(directory);
  const create = ['backstage-create-app', '--skip-install', '--path', '.'];
  if (isLegacy) create.push('--legacy');
  await run(
    'npm',
    ['exec', '--yes', `--package=${CREATE_APP}`, '--', ...create],
    {
      cwd: directory,
      env: { ...environment, BACKSTAGE_APP_NAME: 'portal' },
    },
  );

  // create-app fetches a seed for yarn.lock from Backstage's repository, so that all of Backstage in the portal is of one release. Where that host is
  // out of reach, this repository's yarn.lock takes its place, and what it does not name is taken as it was in those days.
  await copyFile(join(root, 'yarn.lock'), join(directory, 'yarn.lock'));
  const days = Math.floor((Date.now() - RELEASED_BY) / 86_400_000);

  await edit(directory, '.yarnrc.yml', yarn => ({
    ...yarn,
    npmMinimalAgeGate: `${days}d`,
    // No other package registry has what was packed here, a minute ago.
    npmScopes: { huleedu: { npmRegistryServer: registry.url } },
    unsafeHttpWhitelist: ['127.0.0.1'],
    npmPreapprovedPackages: ['@huleedu/*'],
    // Yarn asks a search engine on the web whether there are types of what is added, and 4.13 falls over where that cannot be reached.
    tsEnableAutoTypes: false,
    // Nothing is compiled: that asks for compilers, and for downloads from elsewhere than registries.
    enableScripts: false,
  }));
  await edit(directory, 'package.json', manifest => ({
    ...manifest,
    resolutions: {
      ...manifest.resolutions,
      // 12 is compiled or downloaded when it is installed; 13 carries its binary.
      'better-sqlite3': '^13.0.0',
      // 4.9.2, the newest of those days, was published broken.
      '@yarnpkg/core': '4.9.1',
    },
  }));
  // Yarn makes the tree that it would make from nothing, and writes only what differs: two gigabytes are a minute's work.
  if (earlier)
    await rename(
      join(earlier, 'node_modules'),
      join(directory, 'node_modules'),
    );
}

/** Loopback ports of its own, a database on disk, and the hosts that it reads from. */
export async function configurePortal(directory, { reading }) {
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

/** `yarn start`, until front end and backend answer. */
export async function startPortal(directory, { addresses, environment, log }) {
  const server = start('yarn', ['start'], {
    cwd: directory,
    env: { ...environment, BROWSER: 'none' },
    log,
  });
  const answers = url => async () => (await fetch(url)).ok;
  const ready = `${addresses.backend}/.backstage/health/v1/readiness`;
  await waitFor('The backend', answers(ready), { seconds: 120, server });
  await waitFor('The app', answers(addresses.app), { seconds: 120, server });
  return { stop: () => stop(server.child) };
}

async function edit(directory, name, change) {
  const file = join(directory, name);
  const changed = change(parse(await readFile(file, 'utf8')));
  const text = name.endsWith('.json')
    ? `${JSON.stringify(changed, undefined, 2)}\n`
    : stringify(changed);
  await writeFile(file, text);
}
