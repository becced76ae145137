import { DockerfileParser } from 'dockerfile-ast';
import { Heredoc, Scan, ScannedInstruction } from './scanInstructions';
import { SourceText, Span, Token } from '../source/SourceText';

/** One instruction: what dockerfile-ast found it to be and where, and its text as the builder joins it. */
export type Instruction = Span & {
  /** In upper case. */
  keyword: string;
  /** What follows the keyword and its flags. */
  body: SourceText;
  /** Of `COPY`, `FROM`, `RUN`, `HEALTHCHECK`: name without `--` → its value, empty when it has none. */
  flags: Map<string, Token>;
  heredocs: Heredoc[];
};

const TAKES_FLAGS = new Set(['FROM', 'COPY', 'ADD', 'RUN', 'HEALTHCHECK']);

/**
 * The instructions of a scanned Dockerfile.
 *
 * @notes
 * dockerfile-ast sees a line for each instruction, with its keyword alone: comments, heredocs and a doubled `\\` at the end of a line lead it astray,
 * arguments cost it most of its time, and neither is taken from it.
 */
export function readInstructions({ instructions }: Scan): Instruction[] {
  const keywords = instructions.map(
    ({ text }) => /^[^\s\\`]*/.exec(text.text)![0] || '_',
  );
  const nodes = DockerfileParser.parse(keywords.join('\n')).getInstructions();
  return nodes.map(node =>
    createInstruction(
      node.getKeyword(),
      instructions[node.getRange().start.line],
    ),
  );
}

/** The instruction that an ONBUILD keeps for the stages that are built on its own. */
export function triggerOf({
  body,
  heredocs,
  start,
  end,
}: Instruction): Instruction {
  const [keyword] = /^\S*/.exec(body.text)!;
  return createInstruction(keyword, { text: body, heredocs, start, end });
}

function createInstruction(
  keyword: string,
  scanned: ScannedInstruction,
): Instruction {
  const { text, heredocs, start, end } = scanned;
  const afterKeyword = text.slice(/^\S*/.exec(text.text)![0].length).trim();
  const flags = new Map<string, Token>();
  let body = afterKeyword;
  if (TAKES_FLAGS.has(keyword.toUpperCase())) {
    let match = /^--([a-z-]+)(?:=(\S*))?(?:\s+|$)/.exec(body.text);
    while (match) {
      const length = match[0].trimEnd().length;
      flags.set(match[1], { text: match[2] ?? '', ...body.span(0, length) });
      body = body.slice(match[0].length);
      match = /^--([a-z-]+)(?:=(\S*))?(?:\s+|$)/.exec(body.text);
    }
  }
  return { keyword: keyword.toUpperCase(), body, flags, heredocs, start, end };
}

/** The strings of a JSON form such as `["pdm", "run"]`; undefined where the body is none. */
export function jsonForm(text: string): string[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(trimmed);
    return Array.isArray(value) && value.every(item => typeof item === 'string')
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
