// Bundles the command line into one file that needs nothing but Node.
import { chmod, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const directory = dirname(fileURLToPath(import.meta.url));
const bundle = join(directory, 'dist', 'dockmaster.cjs');
// Written beside its place and then moved there: another process may be running the old one.
const draft = `${bundle}.${process.pid}`;

await build({
  entryPoints: [join(directory, 'src', 'main.ts')],
  outfile: draft,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
});
await chmod(draft, 0o755);
await rename(draft, bundle);
