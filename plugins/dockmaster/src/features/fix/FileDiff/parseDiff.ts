import { parsePatch } from 'diff';

/** One line of a file, with its number before and after. */
export type DiffLine = {
  kind: 'kept' | 'added' | 'removed';
  text: string;
  before?: number;
  after?: number;
};

/** What separates two places of a file that change, and where the next one begins. */
export type DiffGap = { kind: 'gap'; text: string };

export type DiffRow = DiffLine | DiffGap;

export type Diff = { added: number; removed: number; rows: DiffRow[] };

/** No editor shows more of a line at once; the patch itself has all of it. */
const LONGEST_LINE = 1_000;

/** Reads the unified diff of one file. */
export function parseDiff(patch: string): Diff {
  const [file] = parsePatch(patch);
  const rows = (file?.hunks ?? []).flatMap(hunk => [
    gapBefore(hunk.newStart, hunk.newLines),
    ...linesOf(hunk),
  ]);
  const count = (kind: DiffRow['kind']) =>
    rows.filter(row => row.kind === kind).length;
  return { added: count('added'), removed: count('removed'), rows };
}

function gapBefore(start: number, count: number): DiffGap {
  const end = start + Math.max(count, 1) - 1;
  return {
    kind: 'gap',
    text: start === end ? `Line ${start}` : `Lines ${start}–${end}`,
  };
}

function linesOf(hunk: {
  oldStart: number;
  newStart: number;
  lines: string[];
}): DiffRow[] {
  let before = hunk.oldStart;
  let after = hunk.newStart;
  return hunk.lines.map((line): DiffRow => {
    const text = shown(line.slice(1));
    switch (line[0]) {
      case '+':
        return { kind: 'added', text, after: after++ };
      case '-':
        return { kind: 'removed', text, before: before++ };
      case '\\':
        return { kind: 'gap', text: text.trim() };
      default:
        return { kind: 'kept', text, before: before++, after: after++ };
    }
  });
}

function shown(text: string): string {
  const line = text.replace(/\r$/, '');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
