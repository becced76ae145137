import { lineEndOf } from '@huleedu/rule-087';

export {
  endOfLine,
  lineAt,
  lineEndOf,
  nextLine,
  startOfLine,
} from '@huleedu/rule-087';

export function splice(
  text: string,
  start: number,
  end: number,
  replacement: string,
): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Adds lines at the end of a text; the text ends in a line end as it did before, and always where there was nothing. */
export function appendLines(text: string, lines: string[]): string {
  const lineEnd = lineEndOf(text);
  const added = lines.join(lineEnd);
  if (text === '') return `${added}${lineEnd}`;
  return text.endsWith('\n')
    ? `${text}${added}${lineEnd}`
    : `${text}${lineEnd}${added}`;
}
