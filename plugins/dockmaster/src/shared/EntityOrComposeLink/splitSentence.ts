/** Entity refs of components, as the backend writes them in its sentences; a full stop at the end is the sentence's. */
const REFERENCE = /\b(component:[a-z0-9._-]+\/[a-z0-9._-]*[a-z0-9])/;

/** A sentence in parts: words, and the entity refs between them. */
export function splitSentence(
  sentence: string,
): Array<{ text: string; isRef: boolean }> {
  return sentence
    .split(REFERENCE)
    .map((text, index) => ({ text, isRef: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
