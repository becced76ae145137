// yarn bench NAME: bundles bench/NAME.ts and runs it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [name] = process.argv.slice(2);
if (!/^[a-z]+$/.test(name ?? '')) {
  process.stderr.write('Say which benchmark: yarn bench engine\n');
  process.exit(2);
}
const directory = dirname(fileURLToPath(import.meta.url));
const output = await mkdtemp(join(tmpdir(), 'dockmaster-bench-'));
try {
  const file = join(output, 'bench.cjs');
  await build({
    entryPoints: [join(directory, `${name}.ts`)],
    outfile: file,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  await import(pathToFileURL(file).href);
} finally {
  await rm(output, { recursive: true });
}
