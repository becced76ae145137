import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotAllowedError } from '@backstage/errors';

/** What a path in a repository must not hold; git's own folder in whatever case, for file systems that do not tell cases apart. */
const FORBIDDEN = /^(\.{0,2}|\.git)$|[\\\0]/i;

/**
 * The absolute path of a file in a working copy.
 *
 * @throws NotAllowedError where it is not plainly inside: steps upwards, git's own files, or a link on the way, which could lead anywhere
 */
export async function resolveInside(
  directory: string,
  path: string,
): Promise<string> {
  const segments = path.split('/');
  if (segments.some(segment => FORBIDDEN.test(segment))) {
    throw new NotAllowedError(
      `${JSON.stringify(path)} is no path of a file in a working copy.`,
    );
  }
  let absolute = directory;
  for (const segment of segments) {
    absolute = join(absolute, segment);
    const stats = await lstat(absolute).catch(() => undefined);
    if (stats === undefined) break;
    if (stats.isSymbolicLink()) {
      throw new NotAllowedError(
        `${path} is not written: ${segment} is a link, and may lead out of the working copy.`,
      );
    }
  }
  return join(directory, ...segments);
}
