import { Instruction } from '@huleedu/rule-087/model';
import { lineAt, nextLine, startOfLine } from '@huleedu/text-edits';
import { FixContext } from '../ClauseFix';

/** The comments between an instruction and the one before it. */
export type Preamble = {
  /** Those right below the instruction before, with a blank line behind them: they speak of that one. */
  below: string[];
  above: string[];
  /** Whether a blank line stands above it all. */
  isApart: boolean;
  /** Where its text begins, and where the instruction's line does. */
  start: number;
  end: number;
};

export function preambleOf(
  instruction: Instruction,
  { dockerfile, model }: FixContext,
): Preamble {
  const { content } = dockerfile;
  const { instructions } = model.dockerfile;
  const before = instructions[instructions.indexOf(instruction) - 1];
  const start = before ? nextLine(content, dockerfile.endOf(before)) : 0;
  const end = Math.max(start, startOfLine(content, instruction.start));
  const lines = content.slice(start, end).split(/\r?\n/).slice(0, -1);
  const first = lines.findIndex(line => line.trim() !== '');
  const isApart = lines[0]?.trim() === '';
  const rest = first === -1 ? [] : lines.slice(first);
  const blank = rest.findIndex(line => line.trim() === '');
  if (!before || first !== 0 || blank === -1)
    return { below: [], above: rest, isApart, start, end };
  const above = rest.slice(blank + 1);
  return {
    below: rest.slice(0, blank),
    above: trimmed(above),
    isApart: true,
    start,
    end,
  };
}

/** The comments within an instruction, in the order in which they stand there. */
export function commentsWithin(
  instruction: Instruction,
  { model, dockerfile }: FixContext,
): string[] {
  const end = dockerfile.endOf(instruction);
  return model.dockerfile.comments
    .filter(comment => comment.start > instruction.start && comment.start < end)
    .map(({ text }) => text.trim());
}

/** The comments below the last instruction. */
export function commentsBelow({ model, dockerfile }: FixContext): string[] {
  const { content } = dockerfile;
  const last = model.dockerfile.instructions.at(-1)!;
  const start = nextLine(content, dockerfile.endOf(last));
  return trimmed(content.slice(start).split(/\r?\n/));
}

/** The text from the comments above a stage's FROM to its last instruction. */
export function stageSpan(
  {
    from,
    steps,
  }: { from: Instruction; steps: Array<{ instruction: Instruction }> },
  fixContext: FixContext,
) {
  const { dockerfile } = fixContext;
  const { start, end, above } = preambleOf(from, fixContext);
  const last = steps.at(-1)?.instruction ?? from;
  const first = above.length > 0 ? firstLine(dockerfile.content, start) : end;
  return { start: first, end: dockerfile.endOf(last) };
}

function firstLine(content: string, start: number): number {
  let at = start;
  while (lineAt(content, at).trim() === '') at = nextLine(content, at);
  return at;
}

function trimmed(lines: string[]): string[] {
  const first = lines.findIndex(line => line.trim() !== '');
  const last = lines.findLastIndex(line => line.trim() !== '');
  return first === -1 ? [] : lines.slice(first, last + 1);
}
