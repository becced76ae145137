/** How the lines of a text end: as its first one does. @public */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const end = text.indexOf('\n');
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** Offset of the first character of a line. @public */
export function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Before the line's end, and so before `\r\n` too. @public */
export function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
}

/** Where the next line begins; the text's length where there is none. @public */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** The line around an offset, without its end. @public */
export function lineAt(text: string, offset: number): string {
  return text.slice(startOfLine(text, offset), endOfLine(text, offset));
}

/** Replaces what is between two offsets. @public */
export function splice(
  text: string,
  start: number,
  end: number,
  replacement: string,
): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Adds lines at the end of a text; the text ends in a line end as it did before, and always where there was nothing. @public */
export function appendLines(text: string, lines: string[]): string {
  const lineEnd = lineEndOf(text);
  const added = lines.join(lineEnd);
  if (text === '') return `${added}${lineEnd}`;
  return text.endsWith('\n')
    ? `${text}${added}${lineEnd}`
    : `${text}${lineEnd}${added}`;
}
