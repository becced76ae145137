import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Changes } from '@huleedu/service-generator';
import { ChangeRequest } from './planChanges';

/** The folder of the workspace that holds the new and the changed files, laid out as in the monorepo. */
export const FILES_FOLDER = 'monorepo';

/** Beside the files, so that nobody publishes it. */
const MANIFEST = '.dockmaster/changes.json';

/** What a step wants done to a monorepo, as later steps of the task find it in the workspace. */
export type ChangeSet = {
  /** URL of the monorepo. */
  monorepo: string;
  request: ChangeRequest;
  /** The service's folder, from the monorepo's root. */
  directory: string;
  /** As they were written into the workspace; `basedOn` is what a changed file said before. */
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

/** Lays the files of a change set into the workspace, with what they are based on. */
export async function writeChangeSet(workspacePath: string, set: ChangeSet) {
  const files = resolveSafeChildPath(workspacePath, FILES_FOLDER);
  await mkdir(files, { recursive: true });
  for (const { path, content } of set.written) {
    await write(resolveSafeChildPath(files, path), content);
  }
  const manifest = resolveSafeChildPath(workspacePath, MANIFEST);
  await write(manifest, JSON.stringify(set, undefined, 2));
}

/** @throws InputError where no earlier step left one */
export async function readChangeSet(workspacePath: string): Promise<ChangeSet> {
  const manifest = resolveSafeChildPath(workspacePath, MANIFEST);
  try {
    return JSON.parse(await readFile(manifest, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new InputError(
      'The workspace holds no changes: no step dockmaster:service:create, dockmaster:service:fix or dockmaster:service:retire ran before this one. ' +
        'Where scaffolder.taskRecovery is enabled, a retried task needs scaffolder.taskRecovery.workspaceProvider, too.',
    );
  }
}

async function write(path: string, content: string) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
