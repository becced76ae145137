import { LineIndex } from '../source/LineIndex';
import { SourceFile } from '../source/Sources';
import { knownValue, unknownValue, Value } from '../source/Value';
import { Text } from './ComposeModel';
import { interpolate, Lookup } from './interpolate';

type PresentFile = Extract<SourceFile, { state: 'present' }>;

/** `NAME=value`, `export NAME=value`, `NAME: value`, or a name alone. */
const STATEMENT =
  /^([^\S\n]*(?:export[^\S\n]+)?)([\w.[\]-]+)[^\S\n]*(?:([=:])[^\S\n]*|$)/;

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/**
 * The variables of a `.env` or an `env_file` as Compose reads them, each with the line that sets it.
 *
 * @notes
 * No library says where a variable stands, nor expands one by another as Compose does: `'…'` is taken as it is, `"…"` and bare words are
 * expanded, and a comment begins at a `#` after white space.
 *
 * @param outer - what is set elsewhere; it wins over what the file set before
 */
export function readDotenv(
  { path, content }: PresentFile,
  outer: Lookup,
): Map<string, Text> {
  const lines = LineIndex.create(path, content);
  const variables = new Map<string, Text>();
  const lookup: Lookup = name => outer(name) ?? variables.get(name)?.value;
  let at = content.startsWith('\uFEFF') ? 1 : 0;
  while (at < content.length) {
    const newline = content.indexOf('\n', at);
    const end = newline === -1 ? content.length : newline;
    const statement = STATEMENT.exec(content.slice(at, end));
    let next = end;
    if (statement) {
      const [head, indent, name, sign] = statement;
      const from = at + head.length;
      const read = sign
        ? readValue(content, from, end, lookup)
        : { value: lookup(name) ?? unknownValue([name]), end: from };
      next = Math.max(end, read.end);
      const evidence = lines.evidence({
        start: at + indent.length,
        end: read.end,
      });
      variables.set(name, { value: read.value, evidence });
    }
    at = next + 1;
  }
  return variables;
}

/** The variables of an `env_file` with `format: raw`: nothing is unquoted nor expanded. */
export function readRawDotenv({
  path,
  content,
}: PresentFile): Map<string, Text> {
  const lines = LineIndex.create(path, content);
  const variables = new Map<string, Text>();
  let start = 0;
  for (const line of content.split('\n')) {
    const text = line.trimEnd();
    const equals = text.indexOf('=');
    if (equals > 0 && !text.startsWith('#')) {
      variables.set(text.slice(0, equals), {
        value: knownValue(text.slice(equals + 1)),
        evidence: lines.evidence({ start, end: start + text.length }),
      });
    }
    start += line.length + 1;
  }
  return variables;
}

/** The value that begins at an offset, on a line that ends at another; a quoted one may end on a later line. */
function readValue(
  content: string,
  from: number,
  lineEnd: number,
  lookup: Lookup,
): { value: Value; end: number } {
  const quote = content[from];
  if (quote === '"' || quote === "'") {
    const end = closingQuote(content, from);
    if (end === -1)
      return { value: unknownValue([`the end of ${quote}`]), end: lineEnd };
    const text = content.slice(from + 1, end);
    return {
      value:
        quote === "'"
          ? knownValue(text.replaceAll("\\'", "'"))
          : interpolate(unescape(text), lookup),
      end: end + 1,
    };
  }
  const [text] = content.slice(from, lineEnd).split(/\s#/, 1);
  return {
    value: interpolate(text.trimEnd(), lookup),
    end: from + text.trimEnd().length,
  };
}

function closingQuote(content: string, from: number): number {
  for (let at = from + 1; at < content.length; at++) {
    if (content[at] === '\\') at++;
    else if (content[at] === content[from]) return at;
  }
  return -1;
}

/** `\$` stays a dollar when variables are expanded. */
function unescape(text: string): string {
  return text.replace(/\\([nrt"$\\])/g, (_, character: string) =>
    character === '$' ? '$$' : ESCAPES[character] ?? character,
  );
}
