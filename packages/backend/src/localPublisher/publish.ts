import { stat } from 'node:fs/promises';
import { ConflictError, InputError } from '@backstage/errors';
import { MonorepoChanges } from '@huleedu/plugin-scaffolder-backend-module-dockmaster';
import { Author, WorkingCopy } from './WorkingCopy';
import { WorkingCopyLock } from './WorkingCopyLock';
import { WorkTreeUpdate } from './WorkTreeUpdate';

const COMMITTER: Author = { name: 'Dockmaster', email: 'dockmaster@localhost' };

export type Published = {
  commit: string;
  files: string[];
  /** False if the commit already existed, or nothing was left to do. */
  isNew: boolean;
};

export type PublishOptions = {
  copy: WorkingCopy;
  changes: Pick<MonorepoChanges, 'planFor'>;
};

/**
 * Commits changes to a working copy, computed again from its latest commit.
 *
 * @param options - `mark` identifies the step that publishes: its commit is not made twice
 *
 * @throws ConflictError if a path to write has uncommitted changes, or conflicts with the latest commit; nothing is written then
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

/** The commit that {@link publish} would build on, and the files that it would write. Writes nothing. */
export async function preview(options: PublishOptions) {
  const { copy } = options;
  await assertRepository(copy);
  await assertBranch(copy);
  const parent = await copy.head();
  const changes = await options.changes.planFor(copy.snapshotAt(parent));
  const paths = changes.map(({ path }) => path).sort();
  await assertClean(copy, paths);
  return { parent, changes, paths };
}

async function assertRepository(copy: WorkingCopy) {
  const stats = await stat(copy.gitFile('')).catch(() => undefined);
  if (!stats?.isDirectory()) {
    throw new InputError(
      `${copy.directory} is not a git working copy: it contains no folder .git.`,
    );
  }
}

async function assertBranch(copy: WorkingCopy) {
  const branch = await copy.currentBranch();
  if (branch === copy.branch) return;
  throw new ConflictError(
    `The working copy ${copy.directory} has ${
      branch ? `the branch ${branch}` : 'no branch'
    } checked out, but services are published to ${copy.branch}. Check out ${
      copy.branch
    } and press Retry.`,
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
