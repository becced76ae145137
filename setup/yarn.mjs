import { join } from 'node:path';
import { ensureInstalled, ensureYarn } from './ensure.mjs';
import { run } from './fail.mjs';
import { toolchain } from './paths.mjs';
import { runCommand } from './process.mjs';

/** Commands that change the dependencies need none of them. */
const CHANGING = ['add', 'dedupe', 'install', 'remove', 'up'];

/** `node setup/yarn.mjs …`: the pinned Yarn on the pinned Node, for a machine that has neither. */
await run(async () => {
  const { node, environment } = CHANGING.includes(process.argv[2])
    ? await ensureYarn()
    : await ensureInstalled();
  const yarn = join(
    toolchain,
    'node_modules',
    '@yarnpkg',
    'cli-dist',
    'bin',
    'yarn.js',
  );
  const { code } = await runCommand(node, [yarn, ...process.argv.slice(2)], {
    env: environment,
  });
  return code;
});
