import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Changes } from '@huleedu/service-generator';
import { ChangeRequest } from './planChanges';

/** The folder of the workspace for new and changed files, with the same paths as in the monorepo. */
export const FILES_FOLDER = 'monorepo';

/** Outside the files, so that it is not published. */
const MANIFEST = '.dockmaster/changes.json';

/** Changes to a monorepo, passed between the steps of a task in the workspace. */
export type ChangeSet = {
  /** URL of the monorepo. */
  monorepo: string;
  request: ChangeRequest;
  /** The service's folder, from the monorepo's root. */
  directory: string;
  /** Files as they were first written into the workspace; `basedOn` is the earlier content of a changed file. */
  written: Array<{ path: string; content: string; basedOn?: string }>;
  deleted: string[];
};

export function changeSetOf(
  changes: Changes,
  rest: Pick<ChangeSet, 'monorepo' | 'request' | 'directory'>,
): ChangeSet {
  return {
    ...rest,
    written: [...changes.newFiles, ...changes.changedFiles],
    deleted: changes.deletedFiles,
  };
}

/** Writes the files of a change set, and the change set itself, into the workspace. */
export async function writeChangeSet(workspacePath: string, set: ChangeSet) {
  const files = resolveSafeChildPath(workspacePath, FILES_FOLDER);
  await mkdir(files, { recursive: true });
  for (const { path, content } of set.written) {
    await write(resolveSafeChildPath(files, path), content);
  }
  const manifest = resolveSafeChildPath(workspacePath, MANIFEST);
  await write(manifest, JSON.stringify(set, undefined, 2));
}

/** @throws InputError if no earlier step wrote one */
export async function readChangeSet(workspacePath: string): Promise<ChangeSet> {
  const manifest = resolveSafeChildPath(workspacePath, MANIFEST);
  try {
    return JSON.parse(await readFile(manifest, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new InputError(
      'The workspace contains no changes: no step dockmaster:service:create, dockmaster:service:fix or dockmaster:service:retire ran before. Add one. ' +
        'If scaffolder.taskRecovery is enabled, retried tasks also need scaffolder.taskRecovery.workspaceProvider.',
    );
  }
}

async function write(path: string, content: string) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
