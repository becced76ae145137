import { knownValue, Value } from './Value';

/** Resolves `path` against an absolute directory, as a POSIX path without a trailing slash. */
export function joinPath(directory: Value, path: Value): Value {
  if (!path.known) return path;
  if (path.text.startsWith('/')) return knownValue(normalizePath(path.text));
  if (!directory.known) return directory;
  return knownValue(normalizePath(`${directory.text}/${path.text}`));
}

/** Absolute, without `.`, `..`, empty segments and a trailing slash. */
export function normalizePath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}
