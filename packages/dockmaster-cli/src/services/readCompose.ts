import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadCompose, Sources } from '@huleedu/rule-087';
import { UsageError } from '../Environment';
import { pathInReport } from './paths';
import { readSource } from './readSource';

export type ComposeSources = Pick<Sources, 'compose' | 'composeContext'>;

/**
 * Reads a monorepo's compose files with all that they name.
 *
 * @param given - paths from the root or the working directory; by default what Compose would find
 */
export async function readCompose(
  root: string,
  cwd: string,
  given: string[],
): Promise<ComposeSources> {
  const paths = given.map(path => {
    const candidates = [resolve(root, path), resolve(cwd, path)];
    const found = candidates.find(existsSync);
    if (!found) throw new UsageError(`there is no compose file ${path}`);
    return pathInReport(root, found);
  });
  return loadCompose(paths.length > 0 ? paths : undefined, path =>
    readSource(root, join(root, path)),
  );
}
