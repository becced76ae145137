import { bundle, ensureBundle } from './bundle.mjs';
import { ensureInstalled } from './ensure.mjs';
import { run } from './fail.mjs';
import { root } from './paths.mjs';
import { runCommand } from './process.mjs';

/** `npm run --silent dockmaster -- …`: the command line, in the directory that it was called from. */
await run(async () => {
  const { node, environment } = await ensureInstalled();
  await ensureBundle({ node, environment });
  const { code } = await runCommand(node, [bundle, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? root,
    env: environment,
  });
  return code;
});
