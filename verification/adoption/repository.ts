import { cp, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';

const root = resolve(import.meta.dirname, '../..');

/** The monorepo that the READMEs name. */
export const OWNER = 'huleedu';
export const REPOSITORY = 'huleedu';

/** Makes the monorepo that the portals read: the example fleet, with the templates that a README tells its reader to copy. Returns the services' names. */
export async function makeRepository(folder: string): Promise<string[]> {
  await cp(join(root, 'examples/monorepo'), folder, { recursive: true });
  await cp(join(root, 'templates'), join(folder, 'templates'), {
    recursive: true,
  });
  const services = await readdir(join(folder, 'services'));
  // A web server lists no folders, so that a portal which reads from one needs a file that names the others.
  await writeFile(
    join(folder, 'fleet.yaml'),
    stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Location',
      metadata: { name: 'fleet' },
      spec: {
        targets: services.map(name => `./services/${name}/catalog-info.yaml`),
      },
    }),
  );
  return services.map(name => name.replaceAll('_', '-'));
}
