import {
  DockerfileModel,
  Instruction,
  jsonForm,
  scanInstructions,
  ShellCommand,
  Span,
  Stage,
  Step,
} from '@huleedu/rule-087/model';
import {
  Edit,
  endOfLine,
  lineAt,
  lineEndOf,
  nextLine,
  startOfLine,
} from '@huleedu/text-edits';

/** Edits of a Dockerfile's text by its instructions: each takes its lines, with the comments right above it, and nothing else. */
export class DockerfileText {
  readonly lineEnd: string;
  /** What continues a line. */
  readonly escape: string;
  /** What a continued line begins with. */
  private readonly indent: string;
  private readonly path: string;

  constructor(readonly content: string, model: DockerfileModel) {
    this.path = model.path;
    this.lineEnd = lineEndOf(content);
    const top = content.slice(0, 4096);
    this.escape = /escape\s*=/i.test(top) ? scanInstructions(top).escape : '\\';
    // As pairs of ENV and packages are indented; `&&` often is otherwise.
    const indents = [...top.matchAll(/[\\`][ \t]*\r?\n([ \t]+)[\w"$.-]/g)].map(
      ([, indent]) => indent,
    );
    const [indent = '    '] = indents.sort((a, b) => a.length - b.length);
    this.indent =
      indent.startsWith('\t') || indent.length <= 4 ? indent : '    ';
  }

  replace({ start, end }: Span, text: string): Edit {
    return { path: this.path, start, end, text };
  }

  insert(at: number, text: string): Edit {
    return { path: this.path, start: at, end: at, text };
  }

  slice({ start, end }: Span): string {
    return this.content.slice(start, end);
  }

  /** Puts lines above an instruction and the comments that belong to it, which stay apart from them. */
  insertBefore(instruction: Instruction, lines: string[]): Edit {
    const { start } = this.blockOf(instruction);
    const isCommented = start < startOfLine(this.content, instruction.start);
    const isApart = lines.length === 0 || lines.at(-1) === '';
    const text = [...lines, ...(isCommented && !isApart ? [''] : [])]
      .map(line => `${this.inStyle(line)}${this.lineEnd}`)
      .join('');
    return this.insert(start, text);
  }

  insertAfter(instruction: Instruction, lines: string[]): Edit {
    const text = lines
      .map(line => `${this.lineEnd}${this.inStyle(line)}`)
      .join('');
    return this.insert(this.endOf(instruction), text);
  }

  /** The lines of an instruction with the comments right above it, and the end of its last line. */
  blockOf(instruction: Instruction): Span {
    let start = startOfLine(this.content, instruction.start);
    while (start > 0) {
      const above = startOfLine(this.content, start - 1);
      const line = lineAt(this.content, above).trim();
      if (!line.startsWith('#') || /^#\s*(syntax|escape|check)\s*=/i.test(line))
        break;
      start = above;
    }
    return {
      start,
      end: nextLine(this.content, this.endOf(instruction)),
    };
  }

  /** Moves an instruction with its comments above another one. */
  moveBefore(instruction: Instruction, target: Instruction): Edit[] {
    const block = this.blockOf(instruction);
    const text = this.slice(block);
    const ended = text.endsWith('\n') ? text : `${text}${this.lineEnd}`;
    const { start } = this.blockOf(target);
    const isCommented = start < startOfLine(this.content, target.start);
    return [
      this.replace(block, ''),
      this.insert(start, isCommented ? `${ended}${this.lineEnd}` : ended),
    ];
  }

  /** Takes an instruction out, and one of two blank lines around it; the comments above it stay. */
  remove(instruction: Instruction): Edit {
    const start = startOfLine(this.content, instruction.start);
    const { end } = this.blockOf(instruction);
    const isApart = [start - 1, end].every(
      at => at >= 0 && lineAt(this.content, at).trim() === '',
    );
    return this.replace(
      { start, end: isApart ? nextLine(this.content, end) : end },
      '',
    );
  }

  /**
   * Lines that continue an instruction.
   *
   * @param at - where, so that they begin as the line there does
   */
  continued(texts: string[], at?: number): string {
    const above = at === undefined ? '' : lineAt(this.content, at);
    const indent = /^[ \t]+/.exec(above)?.[0] ?? this.indent;
    return texts
      .map(text => ` ${this.escape}${this.lineEnd}${indent}${text}`)
      .join('');
  }

  /** An instruction as the file writes its keywords. */
  inStyle(line: string): string {
    return /^[ \t]*from[ \t]/m.test(this.content)
      ? line.replace(/^[A-Z]+(?= )/, keyword => keyword.toLowerCase())
      : line;
  }

  isOverLines(instruction: Instruction): boolean {
    return this.slice(instruction).includes('\n');
  }

  hasComments({ start, end }: Span): boolean {
    return this.slice({ start, end })
      .split('\n')
      .some(line => line.trimStart().startsWith('#'));
  }

  /** Whether the offsets of a RUN's commands are those of their own text: not in the exec form, nor of a script in quotes. */
  isWritten(command: ShellCommand, word?: Span & { text: string }): boolean {
    const text = this.slice(command);
    if (/^["'[]/.test(text)) return false;
    return word === undefined || this.slice(word) === word.text;
  }

  /**
   * The commands of a RUN that is nothing but `a && b && c`.
   *
   * @param joint - what stands between two commands
   * @returns undefined for any other script, and where a comment stands between
   */
  commandsInRow(
    { instruction, commands }: Step,
    joint = /^&&$/,
  ): ShellCommand[] | undefined {
    const { body, heredocs } = instruction;
    if (commands.length === 0 || heredocs.length > 0 || jsonForm(body.text))
      return undefined;
    const whole = body.span(0, body.text.length);
    const isRow = commands.every((command, index) => {
      const before = commands[index - 1];
      if (!before) return command.start === whole.start;
      const between = this.content.slice(before.end, command.start);
      return (
        before.end <= command.start &&
        joint.test(between.replaceAll(this.escape, '').trim())
      );
    });
    const rest = this.content.slice(commands.at(-1)!.end, whole.end);
    return isRow && rest.trim() === '' ? commands : undefined;
  }

  /** Takes commands out of a row, with the `&&` that joins them to it. */
  removeFromRow(row: ShellCommand[], removed: ShellCommand[]): Edit[] {
    const gone = new Set(removed);
    const firstKept = row.findIndex(command => !gone.has(command));
    return row.flatMap((command, index) => {
      if (!gone.has(command)) return [];
      const span =
        firstKept < index
          ? { start: row[index - 1].end, end: command.end }
          : { start: command.start, end: row[index + 1].start };
      return [this.replace(span, '')];
    });
  }

  /** Behind the last line of an instruction, and of what it carries below it. */
  endOf({ end, heredocs }: Instruction): number {
    const last = heredocs.at(-1);
    if (!last) return endOfLine(this.content, end);
    const { body } = last;
    const terminator =
      body.end > body.start ? nextLine(this.content, body.end) : body.start;
    return last.terminated
      ? endOfLine(this.content, terminator)
      : this.content.length;
  }
}

/** The instruction behind which something comes that stands early in a stage: its FROM and the ENV and ARG below it. */
export function headOf({ from, steps }: Stage): Instruction {
  const first = steps.findIndex(
    ({ instruction }) =>
      !['ENV', 'ARG', 'LABEL', 'MAINTAINER', 'SHELL'].includes(
        instruction.keyword,
      ),
  );
  const head = first === -1 ? steps : steps.slice(0, first);
  return head.at(-1)?.instruction ?? from;
}
