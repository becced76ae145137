import { Evidence } from './Evidence';
import { Span } from './SourceText';

/** Turns offsets in a file into lines and columns, both from 1. */
export class LineIndex {
  private constructor(
    private readonly file: string,
    private readonly starts: number[],
  ) {}

  static create(file: string, content: string): LineIndex {
    const starts = [0];
    for (
      let at = content.indexOf('\n');
      at !== -1;
      at = content.indexOf('\n', at + 1)
    ) {
      starts.push(at + 1);
    }
    return new LineIndex(file, starts);
  }

  /** Line of an offset, from 1. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  /** Offset of a line and a character, both from 0. */
  offsetAt(line: number, character: number): number {
    return this.starts[line] + character;
  }

  evidence(span: Span): Evidence {
    const startLine = this.lineAt(span.start);
    // Most ranges end where they begin.
    const endLine =
      span.end < (this.starts[startLine] ?? Infinity)
        ? startLine
        : this.lineAt(span.end);
    return {
      file: this.file,
      startLine,
      startColumn: span.start - this.starts[startLine - 1] + 1,
      endLine,
      endColumn: span.end - this.starts[endLine - 1] + 1,
    };
  }
}
