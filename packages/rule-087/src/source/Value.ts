/**
 * What the builder would compute, or the names of what it would take to compute it.
 *
 * @notes
 * Unknown is neither empty nor absent: an ARG without a default may be given at build time.
 */
export type Value =
  | { known: true; text: string }
  | { known: false; missing: string[] };

export function knownValue(text: string): Value {
  return { known: true, text };
}

export function unknownValue(missing: string[]): Value {
  return { known: false, missing: [...new Set(missing)] };
}

/** Longer values are not computed: variables that double one another would fill the memory. */
const LONGEST = 64 * 1024;

/** Puts parts together: unknown as soon as one of them is. */
export function joinValues(parts: Value[]): Value {
  const missing: string[] = [];
  let text = '';
  for (const part of parts) {
    if (part.known) {
      text += part.text;
      if (text.length > LONGEST) {
        return unknownValue([`a value of at most ${LONGEST} characters`]);
      }
    } else {
      missing.push(...part.missing);
    }
  }
  return missing.length > 0 ? unknownValue(missing) : knownValue(text);
}
