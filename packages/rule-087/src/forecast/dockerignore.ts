import { normalizePath } from '../dockerfile/joinPath';
import { ForecastError } from './Forecast';
import { PathPattern, matchesPath, readPathPattern } from './pathPattern';

type Rule = { pattern: PathPattern; readmits: boolean };

/** What a `.dockerignore` keeps out of the build context. */
export type Dockerignore = {
  keepsOut(path: string): boolean;
  /** The patterns behind a `!`. */
  readmitted: PathPattern[];
};

/** Every example is held against each pattern: no file needs so much. */
const MOST_CHARACTERS = 32 * 1024;

/**
 * Reads a `.dockerignore` as the builder does: the last pattern that matches a path, or a folder above it, decides.
 *
 * @throws ForecastError when it is too long
 */
export function readDockerignore(content: string): Dockerignore {
  if (content.length > MOST_CHARACTERS) {
    throw new ForecastError(
      `.dockerignore has ${content.length} characters, and at most ${MOST_CHARACTERS} are read.`,
    );
  }
  const rules = content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .flatMap(line => readRule(line.trim()));
  return {
    keepsOut: path => {
      const rule = rules.findLast(({ pattern }) => matchesPath(pattern, path));
      return rule !== undefined && !rule.readmits;
    },
    readmitted: rules
      .filter(({ readmits }) => readmits)
      .map(({ pattern }) => pattern),
  };
}

function readRule(line: string): Rule[] {
  const readmits = line.startsWith('!');
  const text = readmits ? line.slice(1).trim() : line;
  // What lies above the context is not in it.
  if (/^\.\.(\/|$)/.test(text)) return [];
  const path = normalizePath(text).slice(1);
  return path === ''
    ? []
    : [{ pattern: readPathPattern(path, true), readmits }];
}
