/**
 * What is to be done to a repository. Paths are relative to its root, with `/`.
 *
 * @public
 */
export type Changes = {
  newFiles: NewFile[];
  changedFiles: ChangedFile[];
  deletedFiles: string[];
  /** All of it as `git apply` takes it. */
  patch: string;
  /** What whoever asked should know besides: a file that is not there, so that nothing was written into it. */
  notes: string[];
};

/** A file to write, with its content. @public */
export type NewFile = { path: string; content: string };

/** A file's whole new content, and the content that this was made from. @public */
export type ChangedFile = NewFile & { basedOn: string };
