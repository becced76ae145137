import { envWords } from './envWords';
import { SourceText, Span, Token } from '../source/SourceText';

/** The script or file that an instruction carries below it. */
export type Heredoc = { name: string; body: Span; terminated: boolean };

/** An instruction as the builder reads it: one line, however many it is written over. */
export type ScannedInstruction = Span & {
  text: SourceText;
  heredocs: Heredoc[];
};

export type Scan = {
  escape: string;
  /** The image that reads the file in the builder's place. */
  syntax?: string;
  instructions: ScannedInstruction[];
  comments: Token[];
  problems: Array<Span & { code: string; message: string }>;
};

type Line = Span & { text: string };

/** Splits a Dockerfile into instructions as BuildKit's parser does. One pass over the lines. */
export function scanInstructions(content: string): Scan {
  const lines = splitLines(content);
  const directives = readDirectives(lines);
  const scan: Scan = {
    escape: directives.get('escape') === '`' ? '`' : '\\',
    syntax: directives.get('syntax'),
    instructions: [],
    comments: [],
    problems: [],
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line.text.trim() === '') {
      at++;
    } else if (isComment(line)) {
      scan.comments.push(line);
      at++;
    } else {
      at = scanInstruction(lines, at, scan);
    }
  }
  return scan;
}

function scanInstruction(lines: Line[], first: number, scan: Scan): number {
  const pieces: Array<{ text: string; offset: number }> = [];
  let at = first;
  let end = lines[first].end;
  let continues = true;
  while (continues && at < lines.length) {
    const line = lines[at];
    at++;
    if (pieces.length > 0 && line.text.trim() === '') continue;
    if (pieces.length > 0 && isComment(line)) {
      scan.comments.push(line);
      continue;
    }
    const length = continuedLength(line.text, scan.escape);
    continues = length !== undefined;
    const text = line.text.slice(0, length);
    const indent =
      pieces.length === 0 ? text.length - text.trimStart().length : 0;
    pieces.push({ text: text.slice(indent), offset: line.start + indent });
    end = line.end;
  }
  if (continues) {
    scan.problems.push({
      start: lines[first].start,
      end,
      code: 'dangling-continuation',
      message: 'The last line of the file says that it continues.',
    });
  }
  const text = SourceText.create(pieces);
  const instruction: ScannedInstruction = {
    start: pieces[0].offset,
    end,
    text,
    heredocs: [],
  };
  scan.instructions.push(instruction);
  return scanHeredocs(lines, at, instruction, scan);
}

function scanHeredocs(
  lines: Line[],
  from: number,
  instruction: ScannedInstruction,
  scan: Scan,
): number {
  let at = from;
  if (!/^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i.test(instruction.text.text)) {
    return at;
  }
  if (!instruction.text.text.includes('<<')) return at;
  for (const word of envWords(instruction.text, scan.escape)) {
    const match = /^\d*<<(-?)([^<]+)$/.exec(word.text);
    if (!match) continue;
    const name = match[2].replace(/["'\\]/g, '');
    const bodyStart = lines[at]?.start ?? instruction.end;
    let bodyEnd = bodyStart;
    let terminated = false;
    while (at < lines.length && !terminated) {
      const text = match[1]
        ? lines[at].text.replace(/^\t+/, '')
        : lines[at].text;
      terminated = text === name;
      if (!terminated) bodyEnd = lines[at].end;
      at++;
    }
    if (!terminated) {
      scan.problems.push({
        start: word.start,
        end: word.end,
        code: 'unterminated-heredoc',
        message: `The heredoc ${name} is never closed: no line says ${name}.`,
      });
    }
    instruction.heredocs.push({
      name,
      body: { start: bodyStart, end: bodyEnd },
      terminated,
    });
  }
  return at;
}

function splitLines(content: string): Line[] {
  const lines: Line[] = [];
  let start = content.startsWith('\uFEFF') ? 1 : 0;
  while (start <= content.length) {
    const newline = content.indexOf('\n', start);
    const stop = newline === -1 ? content.length : newline;
    const end = content[stop - 1] === '\r' && stop > start ? stop - 1 : stop;
    lines.push({ start, end, text: content.slice(start, end) });
    start = stop + 1;
  }
  return lines;
}

/** Directives stand at the very top; the first line that is none ends them. */
function readDirectives(lines: Line[]): Map<string, string> {
  const directives = new Map<string, string>();
  for (const line of lines) {
    const match = /^\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*?)\s*$/.exec(
      line.text,
    );
    const name = match?.[1].toLowerCase();
    if (!match || !name || !/^(syntax|escape|check)$/.test(name)) break;
    directives.set(name, match[2]);
  }
  return directives;
}

function isComment(line: Line): boolean {
  return line.text.trimStart().startsWith('#');
}

/** Length of the line's text before the character that continues it; undefined when nothing does. */
function continuedLength(text: string, escape: string): number | undefined {
  // By hand: an expression for what ends a line takes time squared on a line of blanks.
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  if (text[end - 1] !== escape) return undefined;
  // BuildKit: an escaped backslash is a backslash, and continues nothing.
  return text[end - 2] === escape ? undefined : end - 1;
}
