/** A character to meet as it is; undefined is `?`, any one. */
type Segment = Array<string | undefined>;

/** A builder's pattern: what stands between its stars. */
export type ShellPattern = Segment[];

/**
 * Reads a pattern in which `*` and `?` are wild and `\` keeps them from it.
 *
 * @returns undefined when an escape is not one of the builder's.
 */
export function readPattern(text: string): ShellPattern | undefined {
  const pattern: ShellPattern = [[]];
  const characters = Array.from(text);
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index];
    const segment = pattern.at(-1)!;
    if (character === '*') {
      pattern.push([]);
    } else if (character === '?') {
      segment.push(undefined);
    } else if (character === '\\') {
      const next = characters[index + 1];
      // These two end a substitution: their escape is none of the pattern's.
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') return undefined;
      segment.push(next);
      index++;
    } else {
      segment.push(character);
    }
  }
  return pattern;
}

/** `${X#pattern}` and `${X##pattern}`: the text without the shortest or longest beginning that matches. */
export function withoutPrefix(
  text: string,
  pattern: ShellPattern,
  longest: boolean,
): string {
  const characters = Array.from(text);
  return characters.slice(endOfMatch(characters, 0, pattern, longest)).join('');
}

/** `${X%pattern}` and `${X%%pattern}`: the same from the end, with both turned round. */
export function withoutSuffix(
  text: string,
  pattern: ShellPattern,
  longest: boolean,
): string {
  const characters = Array.from(text).reverse();
  const turned = [...pattern].reverse().map(segment => [...segment].reverse());
  return characters
    .slice(endOfMatch(characters, 0, turned, longest))
    .reverse()
    .join('');
}

/** `${X/pattern/replacement}` and `${X//pattern/replacement}`. */
export function replaceMatches(
  text: string,
  pattern: ShellPattern,
  replacement: string,
  all: boolean,
): string {
  const characters = Array.from(text);
  let result = '';
  let at = 0;
  let lastEnd = -1;
  while (at <= characters.length) {
    const end = endOfMatch(characters, at, pattern, true);
    // What a star did not find from here is not further on either.
    if (
      end === undefined &&
      pattern.length > 1 &&
      matchesAt(characters, at, pattern[0])
    ) {
      break;
    }
    // Nothing is no match where another has just ended.
    if (end === undefined || (end === at && at === lastEnd)) {
      result += characters[at] ?? '';
      at++;
      continue;
    }
    result += replacement;
    lastEnd = end;
    if (end === at) result += characters[at++] ?? '';
    else at = end;
    if (!all) break;
  }
  return result + characters.slice(at).join('');
}

/**
 * Where a match that begins at `start` ends; undefined when there is none.
 *
 * @notes
 * Each segment is taken where it comes first, but for the last, which the longest match takes where it comes last. No star is ever
 * tried twice, so that no pattern takes more than text × pattern steps.
 */
function endOfMatch(
  text: string[],
  start: number,
  pattern: ShellPattern,
  longest: boolean,
): number | undefined {
  const [first, ...rest] = pattern;
  if (!matchesAt(text, start, first)) return undefined;
  let end = start + first.length;
  for (const [index, segment] of rest.entries()) {
    const fromBehind = longest && index === rest.length - 1;
    let at = fromBehind ? text.length - segment.length : end;
    const step = fromBehind ? -1 : 1;
    while (
      at >= end &&
      at + segment.length <= text.length &&
      !matchesAt(text, at, segment)
    ) {
      at += step;
    }
    if (at < end || at + segment.length > text.length) return undefined;
    end = at + segment.length;
  }
  return end;
}

function matchesAt(text: string[], at: number, segment: Segment): boolean {
  return (
    at + segment.length <= text.length &&
    segment.every(
      (character, index) =>
        character === undefined || character === text[at + index],
    )
  );
}
