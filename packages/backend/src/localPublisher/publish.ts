import { stat } from 'node:fs/promises';
import { ConflictError, InputError } from '@backstage/errors';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';
import { Standard } from '@huleedu/rule-087';
import { Changes } from '@huleedu/service-generator';
import {
  ChangeSet,
  planChanges,
} from '@huleedu/plugin-scaffolder-backend-module-dockmaster/changes';
import { Author, FileChange, WorkingCopy } from './WorkingCopy';
import { WorkingCopyLock } from './WorkingCopyLock';
import { WorkTreeUpdate } from './WorkTreeUpdate';

const COMMITTER: Author = { name: 'Dockmaster', email: 'dockmaster@localhost' };

export type Published = {
  commit: string;
  files: string[];
  /** False where the commit was there already, or there was nothing to do. */
  isNew: boolean;
};

export type PublishOptions = {
  copy: WorkingCopy;
  set: ChangeSet;
  /** The workspace's files, as later steps may have changed them. */
  files: Map<string, Buffer>;
  standard: Standard;
  monorepo: Monorepo;
};

/**
 * Commits a change set to a working copy, computed anew from what is committed there by now.
 *
 * @param options - `mark` identifies the step that publishes: what it has committed it does not commit again
 *
 * @throws ConflictError where paths that would be written are not as committed, or hold something else by now; nothing is written then
 */
export async function publish(
  options: PublishOptions & {
    author: Author;
    message: string;
    mark: string;
    signal?: AbortSignal;
  },
): Promise<Published> {
  const { copy, author, mark, signal } = options;
  await assertRepository(copy);
  const act = async (lock: WorkingCopyLock): Promise<Published> => {
    const update = new WorkTreeUpdate(copy);
    await update.recover();
    const lastLine = `Dockmaster-Task: ${mark}`;
    const earlier = await copy.findCommit(lastLine);
    if (earlier) return { ...earlier, isNew: false };

    const { parent, changes, paths } = await preview(options);
    if (paths.length === 0) return { commit: parent, files: [], isNew: false };
    const commit = await copy.writeCommit({
      parent,
      changes,
      author,
      committer: COMMITTER,
      message: `${options.message}\n\n${lastLine}\n`,
    });
    signal?.throwIfAborted();
    await update.apply({ parent, commit, paths }, () => lock.assertHeld());
    return { commit, files: paths, isNew: true };
  };
  return WorkingCopyLock.hold(copy.gitFile('dockmaster.lock'), act, { signal });
}

/** What {@link publish} would write now, and onto which commit. Writes nothing. */
export async function preview(options: PublishOptions) {
  const { copy, set, files } = options;
  await assertRepository(copy);
  await assertBranch(copy);
  const parent = await copy.head();
  const planned = await planChanges(set.request, options, copy.filesAt(parent));
  const changes = await withEdits(planned, set, files, path =>
    copy.contentAt(parent, path),
  );
  const paths = changes.map(({ path }) => path).sort();
  await assertClean(copy, paths);
  return { parent, changes, paths };
}

async function assertRepository(copy: WorkingCopy) {
  const stats = await stat(copy.gitFile('')).catch(() => undefined);
  if (!stats?.isDirectory()) {
    throw new InputError(
      `${copy.directory} is no git working copy with a .git folder of its own.`,
    );
  }
}

async function assertBranch(copy: WorkingCopy) {
  const branch = await copy.currentBranch();
  if (branch === copy.branch) return;
  throw new ConflictError(
    `The working copy ${copy.directory} has ${
      branch ? `the branch ${branch}` : 'no branch'
    } checked out, and services are published to ${
      copy.branch
    }. Check that out and press Retry.`,
  );
}

async function assertClean(copy: WorkingCopy, paths: string[]) {
  const dirty = await copy.dirtyAmong(paths);
  if (dirty.length === 0) return;
  throw new ConflictError(
    `The working copy ${copy.directory} has uncommitted changes in ${dirty.join(
      ', ',
    )}, which would be lost. Commit or discard them and press Retry. Nothing was written.`,
  );
}

/** The planned changes, with what later steps of the task did to the files in the workspace. */
async function withEdits(
  planned: Changes,
  set: ChangeSet,
  files: Map<string, Buffer>,
  committed: (path: string) => Promise<Buffer | undefined>,
): Promise<FileChange[]> {
  const changes = new Map<string, Buffer | undefined>();
  for (const { path, content } of [
    ...planned.newFiles,
    ...planned.changedFiles,
  ]) {
    changes.set(path, Buffer.from(content));
  }
  for (const path of planned.deletedFiles) changes.set(path, undefined);

  const written = new Map(set.written.map(file => [file.path, file]));
  for (const [path, content] of files) {
    const original = written.get(path);
    if (original && content.equals(Buffer.from(original.content))) continue;
    const present = await committed(path);
    if (present?.equals(content)) continue;
    if (present?.toString('utf8') !== original?.basedOn) {
      throw new ConflictError(
        `${path} was changed by a step of this task and by somebody else, too. Press Start over.`,
      );
    }
    changes.set(path, content);
  }
  return [...changes].map(([path, content]) => ({ path, content }));
}
