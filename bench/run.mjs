// yarn bench NAME [OPTIONS]: bundles bench/NAME.ts, and the processes that it starts from bench/NAME.*.ts, and runs it.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [name, ...options] = process.argv.slice(2);
const directory = dirname(fileURLToPath(import.meta.url));
const files = await readdir(directory);
if (!/^[a-z]+$/.test(name ?? '') || !files.includes(`${name}.ts`)) {
  process.stderr.write('Say which benchmark: yarn bench engine|ports\n');
  process.exit(2);
}
// Below the packages that are not bundled, so that Node finds them.
const cache = join(directory, '..', 'node_modules', '.cache');
await mkdir(cache, { recursive: true });
const output = await mkdtemp(join(cache, 'bench-'));
try {
  await build({
    entryPoints: files
      .filter(file => file.startsWith(`${name}.`) && file.endsWith('.ts'))
      .map(file => join(directory, file)),
    outdir: output,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    external: ['knex', 'pg'],
    logLevel: 'warning',
  });
  const child = spawn(
    process.execPath,
    [join(output, `${name}.cjs`), ...options],
    { stdio: 'inherit' },
  );
  // The benchmark ends what it started, and then this ends. An interrupt goes to the whole group by itself.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill());
  process.exitCode = await new Promise(resolve =>
    child.on('exit', code => resolve(code ?? 1)),
  );
} finally {
  await rm(output, { recursive: true });
}
