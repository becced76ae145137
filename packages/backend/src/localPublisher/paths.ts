import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotAllowedError } from '@backstage/errors';

/** Segments that a path must not contain. `.git` in any case, because some file systems ignore case. */
const FORBIDDEN = /^(\.{0,2}|\.git)$|[\\\0]/i;

/**
 * The absolute path of a file in a working copy.
 *
 * @throws NotAllowedError for a path that leaves the working copy, names git's own files, or follows a symbolic link
 */
export async function resolveInside(
  directory: string,
  path: string,
): Promise<string> {
  const segments = path.split('/');
  if (segments.some(segment => FORBIDDEN.test(segment))) {
    throw new NotAllowedError(
      `${JSON.stringify(path)} is not a path of a file in a working copy.`,
    );
  }
  let absolute = directory;
  for (const segment of segments) {
    absolute = join(absolute, segment);
    const stats = await lstat(absolute).catch(() => undefined);
    if (stats === undefined) break;
    if (stats.isSymbolicLink()) {
      throw new NotAllowedError(
        `${path} is not written: ${segment} is a symbolic link, which could leave the working copy.`,
      );
    }
  }
  return join(directory, ...segments);
}
