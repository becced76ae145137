import fs from 'node:fs';
import { cp } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';
import git from 'isomorphic-git';

const NAME = '@internal/portal-test-utils';

/** A file of this repository. */
export function repositoryPath(path: string): string {
  return resolvePackagePath(NAME, '../..', path);
}

const original = createMockDirectory();

/** Makes a git working copy of the example fleet in this directory, with one commit on `main`. */
export async function createExampleCopy(directory: string): Promise<string> {
  const dir = original.resolve('copy');
  // Copying a repository is several times faster than committing all files.
  if (!fs.existsSync(dir)) await createRepository(dir);
  await cp(dir, directory, { recursive: true });
  return directory;
}

async function createRepository(dir: string) {
  await cp(repositoryPath('examples/monorepo'), dir, { recursive: true });
  const repository = { fs, dir };
  await git.init({ ...repository, defaultBranch: 'main' });
  await git.add({ ...repository, filepath: '.' });
  await git.commit({
    ...repository,
    author: { name: 'Example', email: 'example@localhost' },
    message: 'The example fleet',
  });
}

/** The working copy as an entry of `dockmaster.monorepos`. */
export function monorepoAt(directory: string): Monorepo {
  return {
    url: `${pathToFileURL(directory).href}/`,
    compose: ['docker-compose.yml', 'docker-compose.dev.yml'],
    prometheus: 'observability/prometheus.yml',
  };
}

/** The paths that differ from what is committed. */
export async function dirtyPaths(dir: string): Promise<string[]> {
  const status = await git.statusMatrix({ fs, dir });
  return status
    .filter(([, head, work, stage]) => !(work === head && stage === head))
    .map(([path]) => path);
}
