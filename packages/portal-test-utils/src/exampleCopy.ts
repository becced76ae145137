import fs from 'node:fs';
import { cp } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';
import git from 'isomorphic-git';

const NAME = '@internal/portal-test-utils';

/** A file of this repository. */
export function repositoryPath(path: string): string {
  return resolvePackagePath(NAME, '../..', path);
}

/** Makes a git working copy of the example fleet in this directory, with one commit on `main`. */
export async function createExampleCopy(dir: string): Promise<string> {
  await cp(repositoryPath('examples/monorepo'), dir, { recursive: true });
  const repository = { fs, dir };
  await git.init({ ...repository, defaultBranch: 'main' });
  await git.add({ ...repository, filepath: '.' });
  await git.commit({
    ...repository,
    author: { name: 'Example', email: 'example@localhost' },
    message: 'The example fleet',
  });
  return dir;
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
