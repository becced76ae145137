import type { z as zod } from 'zod/v3';
import { ChangeSet, FILES_FOLDER } from '../changes/ChangeSet';
import { hostedAt } from '../monorepo/hostedAt';

type Zod = typeof zod;

/** What the actions that write changes into the workspace say of them. */
export const changesOutput = {
  entityRef: (z: Zod) => z.string().describe('The service in the catalog'),
  directory: (z: Zod) =>
    z.string().describe('Its folder, from the monorepo’s root'),
  files: (z: Zod) => z.array(z.string()).describe('The new and changed files'),
  deletedFiles: (z: Zod) =>
    z
      .array(z.string())
      .describe(
        'The files that are to be gone, as publish:github:pull-request takes them',
      ),
  notes: (z: Zod) =>
    z.array(z.string()).describe('What one should know besides'),
  sourcePath: (z: Zod) =>
    z
      .string()
      .describe(
        'The folder of the workspace that holds the new and changed files',
      ),
  repoUrl: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Where the monorepo is hosted, as publish:github:pull-request takes it',
      ),
  branch: (z: Zod) =>
    z.string().optional().describe('The branch of the monorepo’s URL'),
  targetPath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('The monorepo’s folder in its repository, where it has one'),
};

export function outputChanges(
  context: {
    output(name: keyof typeof changesOutput, value: string | string[]): void;
  },
  set: ChangeSet,
  rest: { entityRef: string; notes: string[] },
) {
  context.output('entityRef', rest.entityRef);
  context.output('directory', set.directory);
  context.output('files', set.written.map(({ path }) => path).sort());
  context.output('deletedFiles', set.deleted);
  context.output('notes', rest.notes);
  context.output('sourcePath', FILES_FOLDER);
  const hosted = hostedAt(set.monorepo);
  if (!hosted) return;
  context.output('repoUrl', hosted.repoUrl);
  context.output('branch', hosted.branch);
  if (hosted.path) context.output('targetPath', hosted.path);
}
