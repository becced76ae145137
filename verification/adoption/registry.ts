import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Packed } from './pack.ts';

/** A package registry on the loopback address. */
export type Registry = { url: string; close(): void };

/**
 * Starts a registry that has the packed packages and nothing else, so that the READMEs' commands run as they are: `yarn add` finds the packages by name,
 * and those that they depend on.
 */
export async function startRegistry(packages: Packed[]): Promise<Registry> {
  const byName = new Map(packages.map(item => [item.manifest.name, item]));
  const server = createServer((request, response) => {
    const [path] = request.url!.split('?');
    const [name, file] = decodeURIComponent(path.slice(1)).split('/-/');
    const found = byName.get(name);
    if (!found) {
      response.writeHead(404).end('{}');
    } else if (file) {
      response.end(readFileSync(found.tarball));
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(describe(found)));
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { url, close: () => server.close() };

  function describe({ manifest, tarball }: Packed) {
    const { name, version } = manifest;
    const hash = (algorithm: string) =>
      createHash(algorithm).update(readFileSync(tarball));
    const dist = {
      tarball: `${url}/${name}/-/${name.split('/')[1]}-${version}.tgz`,
      integrity: `sha512-${hash('sha512').digest('base64')}`,
      shasum: hash('sha1').digest('hex'),
    };
    return {
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist } },
    };
  }
}
