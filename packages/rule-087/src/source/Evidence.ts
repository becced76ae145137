/**
 * A range in one source file.
 *
 * @notes
 * Lines and columns count from 1; columns are UTF-16 code units. The end is exclusive: `endColumn` is the column
 * after the last character. `file` is relative to the repository's root, with `/`.
 *
 * @public
 */
export type Evidence = {
  file: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
};
