import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadCompose, Sources } from '@huleedu/rule-087';
import { UsageError } from '../Environment';
import { pathInReport } from './paths';
import { readSource } from './readService';

export type ComposeSources = Pick<Sources, 'compose' | 'composeContext'>;

/** As Compose looks for them, and HuleEdu's overlay for development. The first of each line that is there. */
const DEFAULTS = [
  ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'],
  [
    'compose.override.yaml',
    'compose.override.yml',
    'docker-compose.override.yml',
    'docker-compose.override.yaml',
  ],
  ['compose.dev.yaml', 'docker-compose.dev.yml', 'docker-compose.dev.yaml'],
];

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
  const paths =
    given.length > 0
      ? given.map(path => locate(path, root, cwd))
      : DEFAULTS.flatMap(
          names => names.find(name => existsSync(join(root, name))) ?? [],
        );
  const files = await loadCompose(paths, path =>
    readSource(root, join(root, path)),
  );
  return { compose: paths.map(path => files[path]), composeContext: files };
}

function locate(path: string, root: string, cwd: string): string {
  const found = [resolve(root, path), resolve(cwd, path)].find(existsSync);
  if (!found) throw new UsageError(`there is no compose file ${path}`);
  return pathInReport(root, found);
}
