import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';

/** A file before and after; undefined where it does not exist. Paths are relative to the repository's root. @public */
export type FileChange = {
  path: string;
  before?: string;
  after?: string;
  /** The path that it had before. */
  renamedFrom?: string;
};

/** Changes as `git apply` takes them. @public */
export function unifiedPatch(changes: FileChange[]): string {
  return changes.map(patchOf).join('');
}

function patchOf(change: FileChange): string {
  const { path, before, after, renamedFrom: old = path } = change;
  const from = before === undefined ? '/dev/null' : `a/${old}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const patch = structuredPatch(
    from,
    to,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3 },
  );
  const head = [`diff --git a/${old} b/${path}`];
  if (old !== path) head.push(`rename from ${old}`, `rename to ${path}`);
  if (before === undefined) head.push('new file mode 100644');
  if (after === undefined) head.push('deleted file mode 100644');
  // An empty file has no lines to show.
  if (patch.hunks.length === 0) return `${head.join('\n')}\n`;
  head.push(`--- ${named(from)}`, `+++ ${named(to)}`);
  return `${head.join('\n')}\n${formatPatch(patch, OMIT_HEADERS)}`;
}

/** `patch` reads a name up to the first space, or up to a tab where there is one. */
function named(path: string): string {
  return path.includes(' ') ? `${path}\t` : path;
}
