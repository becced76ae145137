import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError, say } from './fail.mjs';
import { root } from './paths.mjs';
import { runCommand } from './process.mjs';

const cli = join(root, 'packages', 'dockmaster-cli');
const sources = [
  join(cli, 'build.mjs'),
  join(cli, 'package.json'),
  join(cli, 'src'),
  join(cli, 'thirdPartyNotices.mjs'),
  join(root, 'packages', 'rule-087', 'src'),
  join(root, 'packages', 'service-fixer', 'src'),
  join(root, 'packages', 'service-generator', 'src'),
  join(root, 'packages', 'text-edits', 'src'),
  join(root, 'plugins', 'dockmaster-common', 'src'),
];

/** The command line in one file. */
export const bundle = join(cli, 'dist', 'dockmaster.cjs');

/** Builds the command line where it is missing or older than its sources. */
export async function ensureBundle({ node, environment }) {
  const built = (await stat(bundle).catch(() => undefined))?.mtimeMs ?? 0;
  if ((await newest(sources)) < built) return;
  say('building the command line');
  const { code, output } = await runCommand(node, [join(cli, 'build.mjs')], {
    cwd: root,
    env: environment,
    capture: true,
  });
  if (code !== 0) {
    throw new SetupError(`The command line could not be built:\n${output}`);
  }
}

async function newest(paths) {
  const times = await Promise.all(
    paths.map(async path => {
      const { mtimeMs } = await stat(path);
      const entries = await readdir(path, {
        recursive: true,
        withFileTypes: true,
      }).catch(() => []);
      const below = await Promise.all(
        entries.map(entry => stat(join(entry.parentPath, entry.name))),
      );
      return Math.max(mtimeMs, ...below.map(item => item.mtimeMs));
    }),
  );
  return Math.max(...times);
}
