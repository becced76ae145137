import fs, { cp, mkdtemp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import git from 'isomorphic-git';

const AUTHOR = { name: 'Dockmaster', email: 'dockmaster@localhost' };

/**
 * Creates a git working copy of a directory, with one commit on `main`. An existing one stays as it is.
 *
 * @remarks It is made beside its place and then moved there, so that an interrupted start leaves nothing half-made.
 *
 * @returns true if it was created
 */
export async function createWorkingCopy(options: {
  from: string;
  directory: string;
}): Promise<boolean> {
  const { from, directory } = options;
  if (await exists(directory)) return false;

  await mkdir(dirname(directory), { recursive: true });
  const draft = await mkdtemp(join(dirname(directory), '.working-copy-'));
  try {
    const dir = join(draft, 'copy');
    await cp(from, dir, { recursive: true });
    await git.init({ fs: { promises: fs }, dir, defaultBranch: 'main' });
    await git.add({ fs: { promises: fs }, dir, filepath: '.' });
    await git.commit({
      fs: { promises: fs },
      dir,
      author: AUTHOR,
      message: 'The example fleet',
    });
    await rename(dir, directory);
    return true;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function exists(path: string) {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
