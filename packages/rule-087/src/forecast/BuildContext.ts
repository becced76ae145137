import { Dockerignore } from './dockerignore';

/** The folder that the builder is given, as far as it changes what is built again. */
export type BuildContext = {
  /** Path from the repository's root, which is `.`. */
  directory: string;
  dockerignore: Dockerignore;
  /** Lock files that are there, by their paths from the repository's root; undefined where nobody looked. */
  lockFiles?: string[];
};

/** A path from the repository's root, as one from the context; empty for the context itself, undefined where it is not in it. */
export function inContext(
  { directory }: Pick<BuildContext, 'directory'>,
  path: string,
): string | undefined {
  if (path === directory) return '';
  if (directory === '.') return path;
  return path.startsWith(`${directory}/`)
    ? path.slice(directory.length + 1)
    : undefined;
}

/** A path from the context, as one from the repository's root. */
export function toRepository(
  { directory }: Pick<BuildContext, 'directory'>,
  path: string,
): string {
  return directory === '.' ? path : `${directory}/${path}`;
}
