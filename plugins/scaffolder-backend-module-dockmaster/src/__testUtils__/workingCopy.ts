import fs from 'node:fs';
import { cp } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';
import git from 'isomorphic-git';
import { WorkingCopy } from '../workingCopy/WorkingCopy';

const NAME = '@huleedu/plugin-scaffolder-backend-module-dockmaster';

/** A file of this repository. */
export function repositoryPath(path: string): string {
  return resolvePackagePath(NAME, '../..', path);
}

/** The example fleet as a git working copy in this directory, with one commit on `main`. */
export async function createExampleCopy(dir: string): Promise<WorkingCopy> {
  await cp(repositoryPath('examples/monorepo'), dir, { recursive: true });
  const repository = { fs, dir };
  await git.init({ ...repository, defaultBranch: 'main' });
  await git.add({ ...repository, filepath: '.' });
  await git.commit({
    ...repository,
    author: { name: 'Example', email: 'example@localhost' },
    message: 'The example fleet',
  });
  return new WorkingCopy({ directory: dir, branch: 'main' });
}

/** It as `dockmaster.monorepos` names it. */
export function monorepoAt(directory: string): Monorepo {
  return {
    url: `${pathToFileURL(directory).href}/`,
    compose: ['docker-compose.yml', 'docker-compose.dev.yml'],
    prometheus: 'observability/prometheus.yml',
  };
}

/** What is not as committed, in the whole work tree. */
export async function dirtyPaths(copy: WorkingCopy): Promise<string[]> {
  const status = await git.statusMatrix(copy.repository);
  return status
    .filter(([, head, work, stage]) => !(work === head && stage === head))
    .map(([path]) => path);
}
