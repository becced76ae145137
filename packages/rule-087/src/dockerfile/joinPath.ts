import { knownValue, unknownValue, Value } from '../source/Value';

/** Longer paths exist in no file system; a script with thousands of `cd` would make them. */
const LONGEST = 4096;

/** Resolves `path` against an absolute directory, as a POSIX path without a trailing slash. */
export function joinPath(directory: Value, path: Value): Value {
  if (!path.known) return path;
  if (path.text.startsWith('/')) return knownValue(normalizePath(path.text));
  if (!directory.known) return directory;
  const joined = `${directory.text}/${path.text}`;
  return joined.length > LONGEST
    ? unknownValue([`a path of at most ${LONGEST} characters`])
    : knownValue(normalizePath(joined));
}

/** Absolute, without `.`, `..`, empty segments and a trailing slash. */
export function normalizePath(path: string): string {
  // Nearly all paths are normal already.
  if (/^(\/[^/.][^/]*)+$/.test(path)) return path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}
