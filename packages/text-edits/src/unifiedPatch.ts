import { structuredPatch } from 'diff';

/** A file before and after; undefined where it does not exist. Paths are relative to the repository's root. @public */
export type FileChange = {
  path: string;
  before?: string;
  after?: string;
  /** The path that it had before. */
  renamedFrom?: string;
};

const NO_LINE_END = '\\ No newline at end of file';

/** Changes as `git apply` takes them. @public */
export function unifiedPatch(changes: FileChange[]): string {
  return changes.map(patchOf).join('');
}

function patchOf(change: FileChange): string {
  const { path, before, after, renamedFrom: old = path } = change;
  const from = before === undefined ? '/dev/null' : `a/${old}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const head = [`diff --git a/${old} b/${path}`];
  if (old !== path) head.push(`rename from ${old}`, `rename to ${path}`);
  if (before === undefined) head.push('new file mode 100644');
  if (after === undefined) head.push('deleted file mode 100644');
  const { hunks } = structuredPatch(
    from,
    to,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3 },
  );
  // An empty file has no lines to show.
  if (hunks.length > 0) head.push(`--- ${named(from)}`, `+++ ${named(to)}`);
  const lines = hunks.flatMap(hunk => [
    `@@ -${rangeOf(hunk.oldStart, hunk.oldLines)} +${rangeOf(
      hunk.newStart,
      hunk.newLines,
    )} @@`,
    ...hunk.lines.map(line => (line.startsWith('\\') ? NO_LINE_END : line)),
  ]);
  return `${[...head, ...lines].join('\n')}\n`;
}

/** `patch` reads a name up to the first space, or up to a tab where there is one. */
function named(path: string): string {
  return path.includes(' ') ? `${path}\t` : path;
}

/** Without lines, a range names the line before it. */
function rangeOf(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`;
}
