import {
  readPattern,
  replaceMatches,
  ShellPattern,
  withoutPrefix,
  withoutSuffix,
} from './shellPattern';
import { Value, joinValues, knownValue, unknownValue } from '../source/Value';

/** What a name stands for where a word is expanded; undefined when nothing declares it. */
export type Lookup = (name: string) => VariableState | undefined;

/** `declared` is an ARG without a default: unset for `${X:-d}`, yet its plain use cannot be computed. */
export type VariableState = Value | 'declared';

/** A word after quotes, escapes and variables, with the variables that it named. */
export type Expansion = {
  value: Value;
  variables: string[];
  /** What the builder would refuse. */
  error?: string;
};

class RefusedWord extends Error {}

/** Deeper nesting than this is refused, so that no file can exhaust the stack. */
const deepestNesting = 200;

/** No pattern is tried on longer values. */
const longestMatched = 1_000;

class WordExpander {
  readonly variables: string[] = [];
  private readonly characters: string[];
  private at = 0;
  private depth = 0;

  constructor(
    word: string,
    private readonly lookup: Lookup,
    private readonly escape: string,
  ) {
    this.characters = Array.from(word);
  }

  readUntil(stop: string | undefined, keepEscapes: boolean): Value {
    const parts: Value[] = [];
    let literal = '';
    const flush = () => {
      if (literal) {
        parts.push(knownValue(literal));
        literal = '';
      }
    };
    while (this.at < this.characters.length) {
      const character = this.characters[this.at];
      if (character === stop) {
        this.at++;
        flush();
        return joinValues(parts);
      }
      if (character === "'") {
        literal += this.readSingleQuoted();
      } else if (character === '"') {
        flush();
        parts.push(this.readDoubleQuoted(keepEscapes));
      } else if (character === '$') {
        flush();
        parts.push(this.readVariable());
      } else if (character === this.escape) {
        if (keepEscapes) {
          literal += character;
        }
        literal += this.characters[this.at + 1] ?? '';
        this.at += 2;
      } else {
        literal += character;
        this.at++;
      }
    }
    if (stop !== undefined) {
      throw new RefusedWord(`missing ${stop} in a substitution`);
    }
    flush();
    return joinValues(parts);
  }

  private readSingleQuoted(): string {
    const end = this.characters.indexOf("'", this.at + 1);
    if (end === -1) {
      throw new RefusedWord('a single quote is not closed');
    }
    const text = this.characters.slice(this.at + 1, end).join('');
    this.at = end + 1;
    return text;
  }

  private readDoubleQuoted(keepEscapes: boolean): Value {
    const parts: Value[] = [];
    let literal = '';
    this.at++;
    while (this.at < this.characters.length) {
      const character = this.characters[this.at];
      if (character === '"') {
        this.at++;
        return joinValues([...parts, knownValue(literal)]);
      }
      if (character === '$') {
        parts.push(knownValue(literal), this.readVariable());
        literal = '';
        continue;
      }
      if (character === this.escape) {
        const next = this.characters[this.at + 1];
        if (next === undefined) {
          break;
        }
        if (next === '"' || next === '$' || next === this.escape) {
          literal += keepEscapes ? character + next : next;
          this.at += 2;
          continue;
        }
        literal += keepEscapes ? character : '';
      }
      literal += character;
      this.at++;
    }
    throw new RefusedWord('a double quote is not closed');
  }

  private readVariable(): Value {
    this.at++;
    if (this.characters[this.at] !== '{') {
      const name = this.readName();
      return name === '' ? knownValue('$') : this.plain(name);
    }
    this.at++;
    const first = this.characters[this.at];
    if (first === undefined) {
      throw new RefusedWord("missing '}' in a substitution");
    }
    if (first === '{' || first === '}' || first === ':') {
      throw new RefusedWord('bad substitution');
    }
    if (++this.depth > deepestNesting) {
      throw new RefusedWord('substitutions are nested too deeply');
    }
    const value = this.readBraced(this.readName());
    this.depth--;
    return value;
  }

  private readBraced(name: string): Value {
    let operator = this.characters[this.at++];
    if (operator === '}') {
      return this.plain(name);
    }
    if (operator === '/') {
      return this.readReplacement(name);
    }
    let emptyCounts = false;
    if (operator === ':') {
      emptyCounts = true;
      operator = this.characters[this.at++];
    }
    if (operator === undefined || !'-+?#%'.includes(operator)) {
      throw new RefusedWord(
        `unsupported modifier ${operator ?? ''} in a substitution`,
      );
    }
    const word = this.readUntil('}', operator === '#' || operator === '%');
    if (operator === '#' || operator === '%') {
      return this.trimmed(name, operator, word);
    }
    const state = this.state(name);
    if (typeof state === 'object' && !state.known) {
      return state;
    }
    const text =
      typeof state === 'object' && state.known ? state.text : undefined;
    const isSet = text !== undefined && !(emptyCounts && text === '');
    if (operator === '-') {
      return isSet ? knownValue(text) : word;
    }
    if (operator === '+') {
      return isSet ? word : knownValue('');
    }
    if (!isSet) {
      throw new RefusedWord(
        `${name}: ${word.known && word.text ? word.text : 'must be set'}`,
      );
    }
    return knownValue(text);
  }

  private readReplacement(name: string): Value {
    const all = this.characters[this.at] === '/';
    if (all) {
      this.at++;
    }
    const pattern = this.readUntil('/', true);
    const replacement = this.readUntil('}', true);
    const value = this.matchable(name);
    if (!value.known || !pattern.known || !replacement.known) {
      return joinValues([value, pattern, replacement]);
    }
    return knownValue(
      replaceMatches(
        value.text,
        this.pattern(pattern.text),
        replacement.text,
        all,
      ),
    );
  }

  private trimmed(name: string, operator: string, word: Value): Value {
    const value = this.matchable(name);
    if (!value.known || !word.known) {
      return joinValues([value, word]);
    }
    const longest = word.text.startsWith(operator);
    const pattern = this.pattern(longest ? word.text.slice(1) : word.text);
    const trim = operator === '#' ? withoutPrefix : withoutSuffix;
    return knownValue(trim(value.text, pattern, longest));
  }

  /** A value that a pattern is tried on, which takes time that grows with it. */
  private matchable(name: string): Value {
    const value = this.plain(name);
    return value.known && value.text.length > longestMatched
      ? unknownValue([`a value of at most ${longestMatched} characters`])
      : value;
  }

  private pattern(text: string): ShellPattern {
    const pattern = readPattern(text);
    if (pattern === undefined) {
      throw new RefusedWord(`invalid pattern ${text} in a substitution`);
    }
    return pattern;
  }

  /** Letters, digits and `_`; a number alone; or one of the shell's special parameters. */
  private readName(): string {
    const first = this.characters[this.at] ?? '';
    if (/\p{Nd}/u.test(first)) {
      return this.readWhile(/\p{Nd}/u);
    }
    if (first !== '' && '@*#?-$!'.includes(first)) {
      this.at++;
      return first;
    }
    return this.readWhile(/[\p{L}\p{Nd}_]/u);
  }

  private readWhile(allowed: RegExp): string {
    let name = '';
    while (
      this.at < this.characters.length &&
      allowed.test(this.characters[this.at])
    ) {
      name += this.characters[this.at++];
    }
    return name;
  }

  private state(name: string): VariableState | undefined {
    this.variables.push(name);
    return this.lookup(name);
  }

  private plain(name: string): Value {
    const state = this.state(name);
    if (state === 'declared') {
      return unknownValue([name]);
    }
    return state ?? knownValue('');
  }
}

/**
 * Expands quotes, escapes and variables as BuildKit's `ShellLex.ProcessWord` does.
 *
 * @notes
 * It is the builder's own small language, not the shell's: `${X^^}` is refused, a `\` before any character is dropped
 * outside quotes, and patterns know `*` and `?` alone.
 */
export function expandWord(
  word: string,
  lookup: Lookup,
  escape: string,
): Expansion {
  if (!/[$'"\\`]/.test(word)) {
    return { value: knownValue(word), variables: [] };
  }
  const expander = new WordExpander(word, lookup, escape);
  try {
    return {
      value: expander.readUntil(undefined, false),
      variables: expander.variables,
    };
  } catch (error) {
    if (error instanceof RefusedWord) {
      return {
        value: unknownValue([`${word} (${error.message})`]),
        variables: expander.variables,
        error: error.message,
      };
    }
    throw error;
  }
}
