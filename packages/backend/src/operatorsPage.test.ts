import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { loadConfigSchema } from '@backstage/config-loader';

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
};

/** `a.b[].c` for everything that has no keys of its own, lists of plain values included. */
function keysOf(schema: Schema, path: string): string[] {
  if (schema.items) return keysOf(schema.items, `${path}[]`);
  const properties = Object.entries(schema.properties ?? {});
  return properties.length === 0
    ? [path.replace(/\[\]$/, '')]
    : properties.flatMap(([key, value]) =>
        keysOf(value, path === '' ? key : `${path}.${key}`),
      );
}

it('explains every key of the configuration', async () => {
  const schema = await loadConfigSchema({
    dependencies: [
      'backend',
      '@huleedu/plugin-dockmaster-backend',
      '@huleedu/plugin-scaffolder-backend-module-dockmaster',
    ],
  });
  const { schemas } = schema.serialize() as {
    schemas: Array<{ value: Schema; packageName: string }>;
  };
  const keys = schemas
    .filter(({ packageName }) => /^(backend|@huleedu\/.*)$/.test(packageName))
    .flatMap(({ value }) => keysOf(value, ''));
  const page = readFileSync(
    resolvePackagePath('backend', '../../docs/operators.md'),
    'utf8',
  );
  expect(keys).toContain('dockmaster.ports.lockTimeout');
  expect(keys.filter(key => !page.includes(`\`${key}\``))).toEqual([]);
}, 60_000);
