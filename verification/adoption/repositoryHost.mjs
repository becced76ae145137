import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

/**
 * Serves a folder as hosts of repositories do, on the loopback address: below `github` by the routes of GitHub's API that Backstage reads with (raw
 * contents with ETags, the status of a commit, its tree, blobs), and below `plain` as a web server serves files.
 *
 * @returns `{ github, plain, close }`
 */
export async function startRepositoryHost(folder, owner, repository) {
  const api = `/api/v3/repos/${owner}/${repository}`;
  const routes = [
    [new RegExp(`^${api}/contents/(.+)$`), sendFile],
    [/^\/plain\/(.+)$/, sendFile],
    [new RegExp(`^${api}/commits/[^/]+/status$`), sendStatus],
    [new RegExp(`^${api}/git/trees/[^/]+$`), sendTree],
    [new RegExp(`^${api}/git/blobs/(.+)$`), sendBlob],
  ];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, url).pathname);
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
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${server.address().port}`;
  return {
    github: `${url}/api/v3`,
    plain: `${url}/plain`,
    close: () => server.close(),
  };

  async function sendFile(response, name, request) {
    const content = await readFile(within(name));
    const etag = `"${createHash('sha1').update(content).digest('hex')}"`;
    response.setHeader('etag', etag);
    const isKnown = request.headers['if-none-match'] === etag;
    if (isKnown) response.writeHead(304).end();
    else response.end(content);
  }

  async function sendStatus(response) {
    const trees_url = `${url}${api}/git/trees{/sha}`;
    sendJson(response, { sha: 'head', repository: { trees_url } });
  }

  async function sendTree(response) {
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

  async function sendBlob(response, name) {
    const content = await readFile(within(name), 'base64');
    sendJson(response, { content, encoding: 'base64' });
  }

  function within(name) {
    const path = join(folder, name);
    if (!path.startsWith(`${folder}/`)) throw new Error('outside');
    return path;
  }
}

function sendJson(response, value) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}
