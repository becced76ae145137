/** Where a pattern may be after each character of a path: position → whether it is there. */
type Positions = Uint8Array;

type PatternToken =
  | { kind: 'text'; character: string }
  /** `?`, or one of the characters between `[` and `]`. */
  | { kind: 'one'; negated: boolean; ranges: Array<[string, string]> }
  /** `*`: anything but a `/`. */
  | { kind: 'star' }
  /** Two stars before something: no folder, or some. */
  | { kind: 'folders' }
  /** Two stars at the end: everything. */
  | { kind: 'rest' };

/** A pattern for paths, as `.dockerignore` and COPY have them. */
export type PathPattern = {
  tokens: PatternToken[];
  /** The path, where no token is wild. */
  literal?: string;
};

/** Stands for whatever a name may be. */
export const SOME_NAME = 'edited';

/**
 * Reads a pattern.
 *
 * @param twoStars - whether two stars go over folders, as in `.dockerignore` and `COPY --parents`, or are a star like one, as in COPY
 */
export function readPathPattern(text: string, twoStars: boolean): PathPattern {
  const tokens = readTokens(text, twoStars);
  const isLiteral = tokens.every(({ kind }) => kind === 'text');
  return { tokens, literal: isLiteral ? exampleOf({ tokens }) : undefined };
}

function readTokens(text: string, twoStars: boolean): PatternToken[] {
  const pattern: PatternToken[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '*' && twoStars && text[at + 1] === '*') {
      at += text[at + 2] === '/' ? 3 : 2;
      pattern.push({ kind: at >= text.length ? 'rest' : 'folders' });
    } else if (character === '*') {
      pattern.push({ kind: 'star' });
      at++;
    } else if (character === '?') {
      pattern.push({ kind: 'one', negated: true, ranges: [] });
      at++;
    } else if (character === '[' && text.includes(']', at + 2)) {
      const end = text.indexOf(']', at + 2);
      pattern.push(readCharacterClass(text.slice(at + 1, end)));
      at = end + 1;
    } else {
      const escaped = character === '\\' && at + 1 < text.length;
      pattern.push({ kind: 'text', character: text[escaped ? at + 1 : at] });
      at += escaped ? 2 : 1;
    }
  }
  return pattern;
}

function readCharacterClass(text: string): PatternToken {
  const negated = text.startsWith('^');
  const ranges: Array<[string, string]> = [];
  for (const [, from, to] of text
    .slice(negated ? 1 : 0)
    .matchAll(/\\?([^])(?:-\\?([^]))?/g)) {
    ranges.push([from, to ?? from]);
  }
  return { kind: 'one', negated, ranges };
}

/** How long it takes to hold paths against patterns: those without a wildcard are as good as free. */
export function effortOf(patterns: PathPattern[]): number {
  return patterns
    .filter(({ literal }) => literal === undefined)
    .reduce((sum, { tokens }) => sum + tokens.length, 0);
}

/** Whether a path, or a folder that it lies in, matches: what holds for a folder holds for what is in it. */
export function matchesPath(
  { tokens, literal }: PathPattern,
  path: string,
): boolean {
  if (literal !== undefined) {
    return path === literal || path.startsWith(`${literal}/`);
  }
  let positions: Positions = new Uint8Array(path.length + 1);
  positions[0] = 1;
  for (const token of tokens) {
    positions = advance(token, path, positions);
    if (!positions.includes(1)) return false;
  }
  return positions.some(
    (is, at) => is === 1 && at > 0 && (at === path.length || path[at] === '/'),
  );
}

function advance(
  token: PatternToken,
  path: string,
  from: Positions,
): Positions {
  const to = new Uint8Array(from.length);
  let before = 0;
  for (let at = 0; at < from.length; at++) {
    const last = path[at - 1];
    switch (token.kind) {
      case 'text':
        to[at] = at > 0 && last === token.character ? from[at - 1] : 0;
        break;
      case 'one':
        to[at] = at > 0 && takes(token, last) ? from[at - 1] : 0;
        break;
      case 'star':
        to[at] = from[at] || (at > 0 && last !== '/' ? to[at - 1] : 0);
        break;
      case 'folders':
        to[at] = from[at] || (last === '/' ? before : 0);
        break;
      default:
        to[at] = from[at] || before;
    }
    before ||= from[at];
  }
  return to;
}

function takes(
  { negated, ranges }: PatternToken & { kind: 'one' },
  character: string,
): boolean {
  return (
    character !== '/' &&
    negated !==
      ranges.some(([from, to]) => from <= character && character <= to)
  );
}

/** A path that the pattern may stand for. */
export function exampleOf({ tokens }: PathPattern): string {
  return tokens
    .map(token => {
      switch (token.kind) {
        case 'text':
          return token.character;
        case 'one':
          return token.negated ? SOME_NAME[0] : token.ranges[0][0];
        case 'folders':
          return '';
        default:
          return SOME_NAME;
      }
    })
    .join('');
}
