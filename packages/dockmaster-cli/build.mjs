// Bundles the command line into files that need nothing but Node.
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const directory = dirname(fileURLToPath(import.meta.url));
const dist = join(directory, 'dist');
// Written beside its place and then moved there: another process may be running the old one.
const draft = join(dist, `main.${process.pid}.cjs`);

// Libraries ask Node for these at once and use them seldom or never; each takes Node ten milliseconds to load.
const seldomUsed = {
  name: 'seldom-used',
  setup({ onResolve, onLoad }) {
    const namespace = 'seldom-used';
    onResolve(
      { filter: /^(node:)?(child_process|crypto)$/ },
      ({ path, importer }) =>
        importer.includes('node_modules')
          ? { path, namespace }
          : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => process.getBuiltinModule?.(${JSON.stringify(
        path,
      )})[name] });`,
    }));
  },
};

await build({
  entryPoints: [join(directory, 'src', 'main.ts')],
  outfile: draft,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  plugins: [seldomUsed],
  logLevel: 'warning',
});
await rename(draft, join(dist, 'main.cjs'));

// Node keeps compiled code beside its other caches, but only of what is loaded after it was told so.
const start = join(dist, 'dockmaster.cjs');
await mkdir(dist, { recursive: true });
await writeFile(
  start,
  `#!/usr/bin/env node
require('node:module').enableCompileCache?.();
require('./main.cjs');
`,
);
await chmod(start, 0o755);
