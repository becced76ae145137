import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

export const SERVICES = 'services';
export const DOCKERFILES = ['Dockerfile.dev', 'Dockerfile'];

/** Path below a root with `/`, as it stands in a report. */
export function pathInReport(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The nearest directory above that is a git repository. */
export function repositoryOf(path: string): string | undefined {
  for (let directory = path; ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git'))) return directory;
    if (dirname(directory) === directory) return undefined;
  }
}

/** The nearest directory above with `services/` in it, no further up than the git repository. */
export function monorepoOf(path: string): string | undefined {
  for (let directory = path; ; directory = dirname(directory)) {
    if (isDirectory(join(directory, SERVICES))) return directory;
    const isTop =
      existsSync(join(directory, '.git')) || dirname(directory) === directory;
    if (isTop) return undefined;
  }
}

/** The service's folder that a path is or lies in: `…/services/<name>`. */
export function serviceFolderOf(path: string): string | undefined {
  for (let directory = path; ; directory = dirname(directory)) {
    const parent = dirname(directory);
    if (parent === directory) return undefined;
    if (parent.endsWith(`${sep}${SERVICES}`) && isDirectory(directory))
      return directory;
  }
}
