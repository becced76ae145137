/** The folder of a path from the repository's root; `.` for the root itself. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/**
 * A path as Compose resolves it: from a folder, itself from the repository's root.
 *
 * @returns a path from the root, `.` for the root itself, `../…` where it leads out, or an absolute one as it is
 */
export function resolvePath(folder: string, path: string): string {
  if (path.startsWith('/') || path.startsWith('~'))
    return path.replace(/(.)\/+$/, '$1');
  const segments: string[] = [];
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') {
      segments.pop();
    } else {
      segments.push(segment);
    }
  }
  return segments.join('/') || '.';
}

/** A build context that lies elsewhere: an address, as the builder tells it from a path. */
export function isAddress(context: string): boolean {
  return (
    context.includes('://') || /^(github\.com\/|git@|service:)/.test(context)
  );
}

/** The place of a mount in a container: `/app/./x/` is `/app/x`. */
export function normalizeTarget(target: string): string {
  return target.startsWith('/')
    ? `/${resolvePath('.', `.${target}`).replace(/^\.$/, '')}`
    : target;
}

/** Whether a folder is another one, or lies above it. */
export function contains(folder: string, path: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}
