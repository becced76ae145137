import { SourceText, Token } from '../source/SourceText';

/**
 * Words of ENV, LABEL and ARG: split at white space outside quotes, with quotes and escapes left in.
 */
export function envWords(source: SourceText, escape: string): Token[] {
  const text = source.text;
  const words: Token[] = [];
  let index = 0;
  while (index < text.length) {
    if (/\s/.test(text[index])) {
      index++;
      continue;
    }
    const begin = index;
    let quote: string | undefined;
    while (index < text.length && (quote || !/\s/.test(text[index]))) {
      const character = text[index];
      if (character === escape && quote !== "'") {
        index++;
      } else if (quote) {
        quote = character === quote ? undefined : quote;
      } else if (character === "'" || character === '"') {
        quote = character;
      }
      index++;
    }
    const end = Math.min(index, text.length);
    words.push({ text: text.slice(begin, end), ...source.span(begin, end) });
  }
  return words;
}

/** One `NAME=value`, or a NAME alone. Both parts are still to be expanded. */
export type EnvPair = {
  name: string;
  value?: string;
  start: number;
  end: number;
};

/** The pairs of an ENV, LABEL or ARG; undefined when the builder would refuse the instruction. */
export function envPairs(
  source: SourceText,
  escape: string,
  legacy: boolean,
): EnvPair[] | undefined {
  const words = envWords(source, escape);
  if (words.length === 0) {
    return undefined;
  }
  if (legacy && !words[0].text.includes('=')) {
    const text = source.text;
    const separator = /[\t\v\f\r ]+/.exec(text);
    if (!separator) {
      return undefined;
    }
    const value = text.slice(separator.index + separator[0].length);
    return [
      {
        name: text.slice(0, separator.index),
        value,
        ...source.span(0, text.length),
      },
    ];
  }
  const pairs: EnvPair[] = [];
  for (const word of words) {
    const equals = word.text.indexOf('=');
    if (equals === -1 && legacy) {
      return undefined;
    }
    pairs.push({
      name: equals === -1 ? word.text : word.text.slice(0, equals),
      value: equals === -1 ? undefined : word.text.slice(equals + 1),
      start: word.start,
      end: word.end,
    });
  }
  return pairs;
}
