// Writes src/fixtures/golden.txt: the verdicts of every fixture, as the engine gives them now.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const directory = dirname(fileURLToPath(import.meta.url));
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
