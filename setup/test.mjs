import { join } from 'node:path';
import { ensureInstalled } from './ensure.mjs';
import { run } from './fail.mjs';
import { root } from './paths.mjs';
import { runCommand } from './process.mjs';

/** `npm test`: every unit and integration test once. `yarn test …`: Jest as in any Backstage repository. */
await run(async () => {
  const { node, environment } = await ensureInstalled();
  const cli = join(
    root,
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  );
  const byYarn = process.env.npm_config_user_agent?.startsWith('yarn');
  const { code } = await runCommand(
    node,
    [
      cli,
      'repo',
      'test',
      ...(byYarn ? [] : ['--watchAll=false']),
      ...process.argv.slice(2),
    ],
    { cwd: root, env: environment },
  );
  return code;
});
