import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { publint } from 'publint';
import { run } from './processes.ts';

/** A packed package; the manifest is the one in the tarball. */
export type Packed = {
  manifest: {
    name: string;
    version: string;
    backstage?: { role: string };
    exports?: object;
    [field: string]: unknown;
  };
  tarball: string;
};

const root = resolve(import.meta.dirname, '../..');

/** Files that no package may contain. */
const UNWANTED = /(^|\/)(src|fixtures|node_modules)\/|\.test\.|setupTests/;

/** Folders of this machine that no file of a package may name. */
const LOCAL_PATHS = ['packages', 'plugins', 'node_modules'].map(name =>
  join(root, name),
);

/** Builds and packs every public package of the workspaces. Throws when a tarball has a problem. */
export async function packAll(
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<Packed[]> {
  const yarn = (...args: string[]) =>
    run('yarn', args, { cwd: root, env: environment });
  const published = ['--no-private', '--json'];
  const locations = (await yarn('workspaces', 'list', ...published))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).location as string);
  await mkdir(directory, { recursive: true });
  await yarn('tsc');
  await yarn('backstage-cli', 'repo', 'build');
  try {
    const out = join(directory, '%s.tgz');
    const everywhere = ['workspaces', 'foreach', '-Ap', '--no-private'];
    await yarn(...everywhere, 'pack', '--out', out);
  } finally {
    await restoreManifests(locations, environment);
  }
  const tarballs = await readdir(directory);
  if (tarballs.length !== locations.length)
    throw new Error(`${locations} were packed into ${tarballs}.`);
  return Promise.all(tarballs.map(name => open(join(directory, name))));
}

/** Backstage packs with another package.json and puts the first one back; somebody may have stopped it in between. */
async function restoreManifests(
  locations: string[],
  environment: NodeJS.ProcessEnv,
) {
  for (const location of locations) {
    const cwd = join(root, location);
    if (existsSync(join(cwd, 'package.json-prepack')))
      await run('yarn', ['backstage-cli', 'package', 'postpack'], {
        cwd,
        env: environment,
      });
  }
}

async function open(tarball: string): Promise<Packed> {
  const bytes = await readFile(tarball);
  const files = (await run('tar', ['-tzf', tarball])).trim().split('\n');
  const text = await run('tar', ['-xzOf', tarball, 'package/package.json']);
  const manifest: Packed['manifest'] = JSON.parse(text);
  const problems = [
    ...['README.md', 'LICENSE']
      .filter(name => !files.includes(`package/${name}`))
      .map(name => `it has no ${name}`),
    ...files.filter(name => UNWANTED.test(name)).map(name => `it has ${name}`),
    ...LOCAL_PATHS.filter(path => gunzipSync(bytes).includes(path)).map(
      path => `a file names ${path}`,
    ),
    ...['description', 'license', 'repository']
      .filter(key => !manifest[key])
      .map(key => `its package.json says no ${key}`),
    ...(await lint(bytes)),
  ];
  if (problems.length > 0)
    throw new Error(`${manifest.name}: ${problems.join('; ')}.`);
  return { manifest, tarball };
}

/** The errors of publint, except two habits of Backstage's own packing: `types` after `import`, and its own condition `backstage`. */
async function lint(bytes: Buffer): Promise<string[]> {
  const tarball = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
  const { messages } = await publint({ pack: { tarball }, level: 'error' });
  return messages
    .filter(
      ({ code, path }) =>
        code !== 'EXPORTS_TYPES_SHOULD_BE_FIRST' &&
        !(code === 'EXPORTS_VALUE_INVALID' && path.at(-1) === 'backstage'),
    )
    .map(({ code, path }) => `${code} at ${path.join('.')}`);
}
