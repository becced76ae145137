import { normalizePath } from '../dockerfile/joinPath';
import { Certainty } from './Certainty';
import { ForecastError } from './Forecast';
import { matchesPath, PathPattern, readPathPattern } from './pathPattern';

type Rule = { text: string; pattern: PathPattern; readmits: boolean };

/** What a `.dockerignore` leaves in the build context. */
export type Dockerignore = {
  /** Whether an edit of the file is one of the context. */
  admits(path: string): Certainty;
  patterns: PathPattern[];
  /** Those behind a `!`. */
  readmitted: PathPattern[];
};

/** No file needs so much. */
const MOST_CHARACTERS = 64 * 1024;

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
  const readmitting = rules.filter(({ readmits }) => readmits);
  const ruleFor = (path: string) =>
    rules.findLast(({ pattern }) => matchesPath(pattern, path));
  // Docker before 23 looks into a folder that is kept out only where what a `!` says begins with its very name.
  const mayBeSkipped = (directory: string) =>
    ruleFor(directory)?.readmits === false &&
    !readmitting.some(({ text }) => `${text}/`.startsWith(`${directory}/`));
  const decide = (path: string) => {
    const rule = ruleFor(path);
    if (!rule) return Certainty.yes;
    if (!rule.readmits) return Certainty.no;
    return foldersAbove(path).some(mayBeSkipped)
      ? Certainty.maybe
      : Certainty.yes;
  };
  /** The same file is asked about for each step. */
  const decided = new Map<string, Certainty>();
  return {
    admits: path => {
      const known = decided.get(path) ?? decide(path);
      decided.set(path, known);
      return known;
    },
    patterns: rules.map(({ pattern }) => pattern),
    readmitted: readmitting.map(({ pattern }) => pattern),
  };
}

function readRule(line: string): Rule[] {
  const readmits = line.startsWith('!');
  const written = readmits ? line.slice(1).trim() : line;
  // What lies above the context is not in it.
  if (/^\.\.(\/|$)/.test(written)) return [];
  const text = normalizePath(written).slice(1);
  return text === ''
    ? []
    : [{ text, pattern: readPathPattern(text, true), readmits }];
}

function foldersAbove(path: string): string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}
