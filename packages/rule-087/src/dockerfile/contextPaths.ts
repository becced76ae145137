import { normalizePath } from './joinPath';
import { knownValue, Value } from '../source/Value';

/** A source of COPY as a path below the build context; an address as it is. */
export function relativeToContext(path: Value): Value {
  if (!path.known || isRemote(path.text)) return path;
  return knownValue(normalizePath(path.text).slice(1) || '.');
}

/** What ADD fetches: an address, or a repository as Git names it. */
export function isRemote(path: string): boolean {
  return /^([a-z+]+:\/\/|[\w.-]+@[\w.-]+:)/.test(path);
}
