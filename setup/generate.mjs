import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, ensureBundle } from './bundle.mjs';
import { ensureInstalled } from './ensure.mjs';
import { SetupError, run, say } from './fail.mjs';
import { root } from './paths.mjs';
import { runCommand } from './process.mjs';

/** `yarn generate`: every file that follows from others. Tests tell when one is old. */
await run(async () => {
  const { node, environment } = await ensureInstalled();
  const call = async (...args) => {
    const { code, output } = await runCommand(node, args, {
      cwd: root,
      env: environment,
      capture: true,
    });
    if (code !== 0) throw new SetupError(output);
    return output;
  };
  say('templates of a new service');
  await call('packages/service-generator/compileTemplates.mjs');
  say('types of the REST API');
  await call('plugins/dockmaster-common/generateTypes.mjs');
  say('golden verdicts');
  await call('setup/writeGolden.mjs');
  say('pages of the clauses, and the schema of dockmaster.yaml');
  await ensureBundle({ node, environment });
  await call(bundle, 'clauses', '--write-pages', 'docs/clauses');
  const schema = await call(bundle, 'schema');
  await writeFile(join(root, 'docs', 'dockmaster.schema.json'), schema);
  say('picture of the imports');
  await call('docs/drawImports.mjs');
  return 0;
});
