import { displayName } from './displayName';
import { splitSentence } from './splitSentence';

/** A sentence of the backend with entities by their names alone, for where no link can stand. */
export function plainSentence(sentence: string): string {
  return splitSentence(sentence)
    .map(({ text, isRef }) => (isRef ? displayName(text) : text))
    .join('');
}
