// Bundles the command line into files that need nothing but Node.
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

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

// The schema of dockmaster.yaml is compiled here, not at each start.
const compiledSchema = {
  name: 'compiled-schema',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]validateConfiguration\.ts$/ }, async ({ path }) => {
      const engine = createRequire(path);
      const Ajv = engine('ajv').default;
      const standaloneCode = engine('ajv/dist/standalone').default;
      const ajv = new Ajv({ allErrors: true, code: { source: true } });
      const schema = await loadSchema(join(dirname(path), 'configuration.ts'));
      return {
        resolveDir: dirname(path),
        contents: `const compiled = { exports: {} };
(function (module, exports) { ${standaloneCode(
          ajv,
          ajv.compile(schema),
        )} })(compiled, compiled.exports);
export function validateConfiguration(overrides) {
  compiled.exports(overrides);
  return compiled.exports.errors ?? [];
}`,
      };
    });
  },
};

async function loadSchema(path) {
  const outfile = join(dist, `schema.${process.pid}.cjs`);
  await build({
    entryPoints: [path],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
  });
  try {
    return createRequire(import.meta.url)(outfile).configurationSchema;
  } finally {
    await rm(outfile);
  }
}

const { metafile } = await build({
  entryPoints: [join(directory, 'src', 'main.ts')],
  outfile: draft,
  absWorkingDir: directory,
  metafile: true,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  plugins: [seldomUsed, compiledSchema],
  // The repository's own names a package that is not needed here.
  tsconfigRaw: {},
  logLevel: 'warning',
});
await rename(draft, join(dist, 'main.cjs'));
await writeFile(
  join(dist, 'THIRD-PARTY-NOTICES.txt'),
  await thirdPartyNotices(metafile, directory),
);

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
