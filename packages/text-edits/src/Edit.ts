import { Span } from './Tree';

/** A change of a file: the text between two offsets becomes another text. @public */
export type Edit = Span & { path: string; text: string };

/**
 * Applies edits to a text; the same edit asked for twice is made once.
 *
 * @returns undefined if two edits overlap, so that neither can be trusted
 * @public
 */
export function applyEdits(content: string, edits: Edit[]): string | undefined {
  const unique = new Map(
    edits.map(edit => [`${edit.start}-${edit.end}-${edit.text}`, edit]),
  );
  const sorted = [...unique.values()].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  let result = '';
  let at = 0;
  for (const { start, end, text } of sorted) {
    if (start < at) return undefined;
    result += content.slice(at, start) + text;
    at = end;
  }
  return result + content.slice(at);
}
