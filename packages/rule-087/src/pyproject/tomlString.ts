import { SourceText, Span } from '../source/SourceText';

const ESCAPES: Record<string, string> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
};

/** `\uXXXX`, `\UXXXXXXXX`, `\xXX`, a line that goes on in the next one, or one character. */
const ESCAPE =
  /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([^\S\n]*\n\s*)|([^]))/y;

/** The text of a TOML string, in which every character knows where it stands in the file. */
export function stringAt(content: string, { start, end }: Span): SourceText {
  const quote = content[start];
  const isMultiline = content.startsWith(quote.repeat(3), start);
  const marks = isMultiline ? 3 : 1;
  let at = start + marks;
  // The newline right behind the quotation marks is not part of it.
  if (isMultiline)
    at += /^\r?\n/.exec(content.slice(at, at + 2))?.[0].length ?? 0;
  const pieces: Array<{ text: string; offset: number }> = [];
  const last = end - marks;
  while (at < last) {
    const backslash = quote === '"' ? content.indexOf('\\', at) : -1;
    const until = backslash === -1 || backslash >= last ? last : backslash;
    pieces.push(...linesAt(content, at, until));
    if (until === last) break;
    ESCAPE.lastIndex = until;
    const [whole, short, long, byte, fold, character] = ESCAPE.exec(content)!;
    const code = short ?? long ?? byte;
    if (code !== undefined) {
      pieces.push({
        text: String.fromCodePoint(parseInt(code, 16)),
        offset: until,
      });
    } else if (fold === undefined) {
      pieces.push({ text: ESCAPES[character] ?? character, offset: until });
    }
    at = until + whole.length;
  }
  return SourceText.create(pieces);
}

/** What stands between two offsets; a line ends in `\n` alone, as those who read TOML have it. */
function linesAt(
  content: string,
  start: number,
  end: number,
): Array<{ text: string; offset: number }> {
  const pieces = [];
  let at = start;
  while (at < end) {
    const found = content.indexOf('\r\n', at);
    const until = found === -1 || found >= end ? end : found;
    pieces.push({ text: content.slice(at, until), offset: at });
    at = until === found ? found + 1 : until;
  }
  return pieces.filter(({ text }) => text !== '');
}
