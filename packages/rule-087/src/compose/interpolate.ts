import { joinValues, knownValue, unknownValue, Value } from '../source/Value';

/** What a variable stands for: undefined when nothing that can be read sets it. */
export type Lookup = (name: string) => Value | undefined;

const DEEPEST = 50;

/** Stands for a value that is unknown. */
const HOLE = '\uFFFC';

class Interpolation {
  constructor(
    private readonly lookup: Lookup,
    /** What a variable is that nothing sets. */
    private readonly unset: (name: string) => Value,
  ) {}

  read(text: string, depth: number): Value {
    if (depth > DEEPEST)
      return unknownValue(['a value that is nested less deeply']);
    const parts: Value[] = [];
    let at = 0;
    while (at < text.length) {
      const dollar = text.indexOf('$', at);
      if (dollar === -1) {
        parts.push(knownValue(text.slice(at)));
        break;
      }
      if (dollar > at) parts.push(knownValue(text.slice(at, dollar)));
      const next = text[dollar + 1];
      if (next === '$') {
        parts.push(knownValue('$'));
        at = dollar + 2;
      } else if (next === '{') {
        const end = closing(text, dollar + 2);
        if (end === -1) {
          parts.push(
            unknownValue([`the end of ${text.slice(dollar, dollar + 20)}`]),
          );
          break;
        }
        parts.push(this.braced(text.slice(dollar + 2, end), depth));
        at = end + 1;
      } else {
        const name = /^[A-Za-z_]\w*/.exec(
          text.slice(dollar + 1, dollar + 200),
        )?.[0];
        parts.push(
          name ? this.lookup(name) ?? this.unset(name) : knownValue('$'),
        );
        at = dollar + 1 + (name?.length ?? 0);
      }
    }
    return joinValues(parts);
  }

  private braced(inner: string, depth: number): Value {
    const match = /^([A-Za-z_]\w*)(?:(:?[-?+])([^]*))?$/.exec(inner);
    if (!match) return unknownValue([`\${${inner}}`]);
    const [, name, operator, word = ''] = match;
    const value = this.lookup(name);
    const isSet =
      value !== undefined &&
      !(operator?.startsWith(':') && value.known && value.text === '');
    switch (operator?.at(-1)) {
      case '-':
        return isSet ? value : this.read(word, depth + 1);
      case '+':
        return isSet ? this.read(word, depth + 1) : knownValue('');
      default:
        return value ?? this.unset(name);
    }
  }
}

/**
 * Replaces the variables of a Compose file's value.
 *
 * @notes
 * `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:?e}`, `${X?e}`, `${X:+r}`, `${X+r}` and `$$`, nested too. A variable that no file sets may be set where
 * Compose runs: without a default it is unknown; with one, the default is what everybody else gets.
 */
export function interpolate(text: string, lookup: Lookup): Value {
  return text.includes('$')
    ? new Interpolation(lookup, name => unknownValue([name])).read(text, 0)
    : knownValue(text);
}

/** What is known of a text, with a placeholder for each variable whose value is not. */
export function sketch(text: string, lookup: Lookup): string {
  const known: Lookup = name => {
    const value = lookup(name);
    return value?.known === false ? knownValue(HOLE) : value;
  };
  const value = new Interpolation(known, () => knownValue(HOLE)).read(text, 0);
  return value.known ? value.text : HOLE;
}

/** Index of the `}` that ends what begins at `from`. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '$' && text[at + 1] === '{') {
      depth++;
      at++;
    } else if (text[at] === '}') {
      depth--;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** The parts of a text between a character that stands in no `${…}`. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && text[at - 1] === '$') depth++;
    else if (text[at] === '}' && depth > 0) depth--;
    else if (text[at] === separator && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
