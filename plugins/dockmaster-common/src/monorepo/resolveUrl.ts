import { NotAllowedError } from '@backstage/errors';

/** The folder of a file's URL, with a trailing slash. Query and fragment, which some hosts use for branches, stay. @public */
export function folderOf(url: string): string {
  const { path, rest } = split(url);
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${rest}`;
}

/**
 * Joins a relative path to the URL of a folder.
 *
 * @notes
 * `new URL` and ScmIntegrations take a leading `/` for the root of the host, and drop the last folder of a URL without a trailing slash.
 *
 * @throws NotAllowedError when the path is absolute, another URL, or leads out of `root`
 *
 * @public
 */
export function resolveWithin(options: {
  root: string;
  folder: string;
  path: string;
}): string {
  const { root, folder, path } = options;
  const refuse = (why: string) =>
    new NotAllowedError(
      `The path "${path}" ${why}. Give one that is relative to the entity's folder and stays in the repository.`,
    );
  if (
    path.startsWith('/') ||
    path.startsWith('\\') ||
    /^[a-z][a-z0-9+.-]*:/i.test(path)
  ) {
    throw refuse('is not relative');
  }
  const { path: base, rest } = split(folder);
  const { path: rootPath } = split(withSlash(root));
  const segments = base.replace(/\/+$/, '').split('/');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.')
      segments.push(encodeURIComponent(segment));
    if (!`${segments.join('/')}/`.startsWith(rootPath))
      throw refuse('leads out of the repository');
  }
  return `${segments.join('/')}${rest}`;
}

/** Path of a URL below a root, decoded; undefined where it lies elsewhere. @public */
export function relativeTo(root: string, url: string): string | undefined {
  const { path: rootPath } = split(withSlash(root));
  const { path } = split(url);
  return path.startsWith(rootPath)
    ? decodeURIComponent(path.slice(rootPath.length))
    : undefined;
}

/** Hosts tell folders from files (`/tree/`, `/blob/`); what lies in them is named alike. */
function split(url: string): { path: string; rest: string } {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  return {
    path: path.replace(
      /^(https:\/\/[^/]+\/[^/]+\/[^/]+(?:\/-)?)\/tree\//,
      '$1/blob/',
    ),
    rest: end === -1 ? '' : url.slice(end),
  };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
