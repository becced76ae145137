import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureInstalled } from './ensure.mjs';
import { run, say } from './fail.mjs';
import { root, stateDirectory } from './paths.mjs';
import { ensurePortsFree } from './ports.mjs';
import { runCommand } from './process.mjs';

/** `npm start [-- --fresh] [-- options of backstage-cli repo start]`: the portal, on its embedded default. */
await run(async () => {
  const args = process.argv.slice(2);
  const fresh = args.includes('--fresh');
  const app = Number(process.env.DOCKMASTER_APP_PORT ?? 3000);
  const backend = Number(process.env.DOCKMASTER_BACKEND_PORT ?? 7007);

  const { node, environment } = await ensureInstalled();
  await ensurePortsFree([
    { port: app, use: 'portal', variable: 'DOCKMASTER_APP_PORT' },
    {
      port: backend,
      use: "portal's backend",
      variable: 'DOCKMASTER_BACKEND_PORT',
    },
  ]);
  if (fresh) {
    say(`forgetting the state in ${stateDirectory()}`);
    await rm(stateDirectory(), { recursive: true, force: true });
  }

  say(`starting the portal on http://localhost:${app} (stop it with Ctrl-C)`);
  const cli = join(
    root,
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  );
  const { code } = await runCommand(
    node,
    [cli, 'repo', 'start', ...args.filter(argument => argument !== '--fresh')],
    { cwd: root, env: { ...environment, DOCKMASTER_STATE: stateDirectory() } },
  );
  return code;
});
