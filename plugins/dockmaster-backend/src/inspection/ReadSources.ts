import { SourceFile } from '@huleedu/rule-087';

/** A file as it was read, with the ETag that tells whether it changed. Undefined where the host gives none. */
export type ReadFile = SourceFile & { etag?: string };

/** Everything that was read for one service. */
export type ReadSources = {
  directory?: string;
  dockerfile: ReadFile;
  pyproject: ReadFile;
};
