import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Packed } from './pack.ts';
import { run, type RunOptions } from './processes.ts';
import { blocksUnder, readBlocks } from './readme.ts';
import type { Registry } from './registry.ts';

const root = resolve(import.meta.dirname, '../..');

/** READMEs with a program that uses the package outside a portal. */
const READMES = [
  'packages/rule-087/README.md',
  'plugins/dockmaster-common/README.md',
];

/** Follows the READMEs of the engine and of the client in an empty project, judges a service of the example fleet there, and loads every library in both module systems. */
export async function useLibraries(
  directory: string,
  context: {
    environment: NodeJS.ProcessEnv;
    packages: Packed[];
    registry: Registry;
  },
): Promise<void> {
  const { environment, packages, registry } = context;
  await mkdir(directory);
  const options = { cwd: directory, env: environment };
  await writeFile(join(directory, 'package.json'), '{ "private": true }\n');
  await writeFile(
    join(directory, '.npmrc'),
    `@huleedu:registry=${registry.url}\naudit=false\nfund=false\n`,
  );
  const service = 'services/billing_service';
  await cp(join(root, 'examples/monorepo', service), join(directory, service), {
    recursive: true,
  });

  for (const readme of READMES) {
    const blocks = await readBlocks(join(root, readme));
    const [install, program] = blocksUnder(blocks, 'Use');
    await run('bash', ['-ec', install.code], options);
    const name = program.code.match(/^\/\/ (\w+\.mjs)\n/)![1];
    await writeFile(join(directory, name), program.code);
    await checkTypes(join(directory, name), options);
  }
  const printed = await run(process.execPath, ['judge.mjs'], options);
  assert.match(printed, /^8\.1\.prom-offset /m);

  const libraries = packages
    .map(({ manifest }) => manifest)
    .filter(({ backstage }) => backstage?.role === 'common-library');
  await run('npm', ['install', ...libraries.map(({ name }) => name)], options);
  for (const name of libraries.flatMap(entryPoints)) {
    await run(process.execPath, ['-e', `require('${name}')`], options);
    await run(process.execPath, ['-e', `import('${name}')`], options);
  }
}

/** The names by which a package's code is imported. */
function entryPoints({ name, exports = {} }: Packed['manifest']): string[] {
  return Object.keys(exports)
    .filter(path => path !== './package.json')
    .map(path => name + path.slice(1));
}

/** Runs the client's program against a portal, and returns the lines that it prints. */
export async function useClient(
  directory: string,
  portal: { backend: string; token: string; environment: NodeJS.ProcessEnv },
): Promise<string[]> {
  const { backend, token, environment } = portal;
  const env = {
    ...environment,
    DOCKMASTER_URL: backend,
    DOCKMASTER_TOKEN: token,
  };
  const options = { cwd: directory, env };
  const printed = await run(process.execPath, ['fleet.mjs'], options);
  return printed.trim().split('\n');
}

/** TypeScript finds the declarations as it resolves for Node, too; the portals resolve as bundlers do. */
async function checkTypes(program: string, options: RunOptions) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const types = join(root, 'node_modules/@types');
  const flags = ['--noEmit', '--allowJs', '--checkJs', '--strict'];
  flags.push('--target', 'es2022', '--module', 'nodenext');
  flags.push('--typeRoots', types, '--types', 'node');
  await run(process.execPath, [compiler, ...flags, program], options);
}
