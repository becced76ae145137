// Writes packages/rule-087/src/fixtures/golden.txt: the verdicts of every fixture, as the engine gives them now.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './paths.mjs';

const directory = join(root, 'packages', 'rule-087');
const testing = join(directory, 'src', 'testing');
const outfile = join(directory, 'dist', 'golden.cjs');
await build({
  entryPoints: [join(testing, 'golden.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  define: { __dirname: JSON.stringify(testing) },
  logLevel: 'warning',
});
const { goldenFile, goldenNow } = createRequire(import.meta.url)(outfile);
await writeFile(goldenFile, goldenNow());
