import type { z as zod } from 'zod/v3';
import { ChangeSet, FILES_FOLDER } from '../changes/ChangeSet';
import { hostedAt } from '../monorepo/hostedAt';

type Zod = typeof zod;

/** Outputs of the actions that write changes into the workspace. */
export const changesOutput = {
  entityRef: (z: Zod) => z.string().describe('The service in the catalog'),
  directory: (z: Zod) =>
    z
      .string()
      .describe('The folder of the service, from the root of the monorepo'),
  files: (z: Zod) => z.array(z.string()).describe('The new and changed files'),
  deletedFiles: (z: Zod) =>
    z
      .array(z.string())
      .describe(
        'The files to delete, as publish:github:pull-request expects them',
      ),
  notes: (z: Zod) =>
    z.array(z.string()).describe('Notes for the author of the change'),
  sourcePath: (z: Zod) =>
    z
      .string()
      .describe(
        'The folder of the workspace that contains the new and changed files',
      ),
  repoUrl: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'The repository of the monorepo, as publish:github:pull-request expects it',
      ),
  branch: (z: Zod) =>
    z.string().optional().describe('The branch in the URL of the monorepo'),
  targetPath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'The folder of the monorepo in its repository, if it is not the root',
      ),
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
