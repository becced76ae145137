import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './processes.mjs';
import { blocksUnder, readBlocks } from './readme.mjs';

const root = resolve(import.meta.dirname, '../..');

/** What is of use outside of a portal, and must be loaded by `require` as well. */
const LIBRARIES = [
  '@huleedu/rule-087',
  '@huleedu/rule-087/configuration',
  '@huleedu/service-generator',
  '@huleedu/plugin-dockmaster-common',
];

/** Follows the README of rule-087 in an empty project, on the Node that this runs on, and has its program judge a service of the example fleet. */
export async function useLibrary(directory, { environment, registry }) {
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

  const blocks = await readBlocks(join(root, 'packages/rule-087/README.md'));
  const [install, program] = blocksUnder(blocks, 'Use');
  await run('bash', ['-ec', install.code], options);
  await writeFile(join(directory, 'judge.mjs'), program.code);
  const printed = await run(process.execPath, ['judge.mjs'], options);
  assert.match(printed, /^8\.1\.prom-offset /m);

  const others = LIBRARIES.map(name => name.split('/').slice(0, 2).join('/'));
  await run('npm', ['install', ...new Set(others)], options);
  for (const name of LIBRARIES) {
    await run(process.execPath, ['-e', `require('${name}')`], options);
    const load = `import('${name}').then(({ ...names }) => Object.keys(names))`;
    await run(process.execPath, ['-e', load], options);
  }
  await checkTypes(join(directory, 'judge.mjs'), options);
}

/** The declarations are found by TypeScript as it resolves for Node, too; the portals resolve as bundlers do. */
async function checkTypes(program, options) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const types = join(root, 'node_modules/@types');
  const flags = ['--noEmit', '--allowJs', '--checkJs', '--strict'];
  flags.push('--target', 'es2022', '--module', 'nodenext');
  flags.push('--typeRoots', types, '--types', 'node');
  await run(process.execPath, [compiler, ...flags, program], options);
}
