import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** URLs below which a folder is served. */
export type RepositoryHost = { github: string; plain: string; close(): void };

type Send = (
  response: ServerResponse,
  name: string,
  request: IncomingMessage,
) => Promise<void>;

/**
 * Serves a folder as hosts of repositories do, on the loopback address: below `github` by the routes of GitHub's API that Backstage reads with (raw
 * contents with ETags, the status of a commit, its tree, blobs), and below `plain` as a web server serves files.
 */
export async function startRepositoryHost(
  folder: string,
  owner: string,
  repository: string,
): Promise<RepositoryHost> {
  const api = `/api/v3/repos/${owner}/${repository}`;
  const routes: Array<[RegExp, Send]> = [
    [new RegExp(`^${api}/contents/(.+)$`), sendFile],
    [/^\/plain\/(.+)$/, sendFile],
    [new RegExp(`^${api}/commits/[^/]+/status$`), sendStatus],
    [new RegExp(`^${api}/git/trees/[^/]+$`), sendTree],
    [new RegExp(`^${api}/git/blobs/(.+)$`), sendBlob],
  ];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url!, url).pathname);
    for (const [route, send] of routes) {
      const [matched, name] = path.match(route) ?? [];
      if (!matched) continue;
      try {
        await send(response, name, request);
      } catch {
        response.writeHead(404).end();
      }
      return;
    }
    response.writeHead(404).end();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  return {
    github: `${url}/api/v3`,
    plain: `${url}/plain`,
    close: () => server.close(),
  };

  async function sendFile(
    response: ServerResponse,
    name: string,
    request: IncomingMessage,
  ) {
    const content = await readFile(within(name));
    const etag = `"${createHash('sha1').update(content).digest('hex')}"`;
    response.setHeader('etag', etag);
    const isKnown = request.headers['if-none-match'] === etag;
    if (isKnown) response.writeHead(304).end();
    else response.end(content);
  }

  async function sendStatus(response: ServerResponse) {
    const trees_url = `${url}${api}/git/trees{/sha}`;
    sendJson(response, { sha: 'head', repository: { trees_url } });
  }

  async function sendTree(response: ServerResponse) {
    const entries = await readdir(folder, {
      recursive: true,
      withFileTypes: true,
    });
    const tree = entries
      .filter(entry => entry.isFile())
      .map(entry => {
        const path = join(entry.parentPath, entry.name).slice(
          folder.length + 1,
        );
        return { path, type: 'blob', url: `${url}${api}/git/blobs/${path}` };
      });
    sendJson(response, { truncated: false, tree });
  }

  async function sendBlob(response: ServerResponse, name: string) {
    const content = await readFile(within(name), 'base64');
    sendJson(response, { content, encoding: 'base64' });
  }

  function within(name: string) {
    const path = join(folder, name);
    if (!path.startsWith(`${folder}/`)) throw new Error('outside');
    return path;
  }
}

function sendJson(response: ServerResponse, value: unknown) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}
