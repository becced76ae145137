/**
 * The regular expression of a builder's pattern, in which `*` and `?` are wild and `\` keeps them from it.
 *
 * @returns undefined when an escape is not one of the builder's.
 */
export function shellPattern(
  pattern: string,
  options: { greedy: boolean; anchor?: 'start' | 'whole'; all?: boolean },
): RegExp | undefined {
  let source = '';
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === '*') {
      // Neighbouring stars mean one star; more would make matching slow.
      if (pattern[index - 1] !== '*' || pattern[index - 2] === '\\') {
        source += options.greedy ? '.*' : '.*?';
      }
    } else if (character === '?') {
      source += '.';
    } else if (character === '\\') {
      const next = pattern[index + 1];
      if (next === '}' || next === '/') {
        continue;
      }
      if (next !== '*' && next !== '?' && next !== '\\') {
        return undefined;
      }
      source += `\\${next}`;
      index++;
    } else {
      source += character.replace(/[[\]{}.+()|^$/]/, '\\$&');
    }
  }
  const prefix = options.anchor ? '^' : '';
  const suffix = options.anchor === 'whole' ? '$' : '';
  return new RegExp(`${prefix}(?:${source})${suffix}`, options.all ? 'g' : '');
}
