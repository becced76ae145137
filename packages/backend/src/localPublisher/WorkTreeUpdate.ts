import { randomUUID } from 'node:crypto';
import {
  mkdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveInside } from './paths';
import { WorkingCopy } from './WorkingCopy';

const JOURNAL = 'dockmaster-publish.json';

/** An update in progress, so that the next publisher can finish it after a crash. */
type Journal = { parent: string; commit: string; paths: string[] };

/**
 * Moves a branch and the files of its work tree from one commit to the next, or not at all.
 *
 * @notes
 * The branch moves first, in one write. If a file cannot be written afterwards, branch and files go back.
 * After a crash, {@link recover} writes the missing files.
 */
export class WorkTreeUpdate {
  readonly #copy: WorkingCopy;

  constructor(copy: WorkingCopy) {
    this.#copy = copy;
  }

  async apply(journal: Journal, assertHeld: () => Promise<void>) {
    const file = this.#copy.gitFile(JOURNAL);
    for (const path of journal.paths)
      await resolveInside(this.#copy.directory, path);
    await this.#put(file, Buffer.from(JSON.stringify(journal)));
    try {
      await assertHeld();
      await this.#copy.setHead(journal.commit);
      await this.#checkOut(journal.commit, journal.paths);
    } catch (error) {
      if ((await this.#copy.head()) === journal.commit) {
        await this.#copy.setHead(journal.parent);
        await this.#checkOut(journal.parent, journal.paths);
      }
      await rm(file, { force: true });
      throw error;
    }
    await rm(file, { force: true });
  }

  /** Finishes the update of a publisher that crashed. Files that someone edited since stay as they are. */
  async recover() {
    const file = this.#copy.gitFile(JOURNAL);
    const journal = await readJournal(file);
    if (journal) await this.#copy.repairIndex();
    if (journal && (await this.#copy.head()) === journal.commit) {
      const unfinished: string[] = [];
      for (const path of journal.paths) {
        if (await this.#isAsAt(journal.parent, path)) unfinished.push(path);
      }
      await this.#checkOut(journal.commit, unfinished);
      await this.#stage(journal.commit, journal.paths);
    }
    await rm(file, { force: true });
  }

  async #checkOut(commit: string, paths: string[]) {
    for (const path of paths) {
      const absolute = await resolveInside(this.#copy.directory, path);
      const content = await this.#copy.contentAt(commit, path);
      if (content === undefined) await this.#remove(path, absolute);
      else await this.#put(absolute, content);
    }
    await this.#stage(commit, paths);
  }

  async #stage(commit: string, paths: string[]) {
    const present: string[] = [];
    const gone: string[] = [];
    for (const path of paths) {
      const isGone = (await this.#copy.contentAt(commit, path)) === undefined;
      (isGone ? gone : present).push(path);
    }
    await this.#copy.updateIndex({ present, gone });
  }

  async #isAsAt(commit: string, path: string): Promise<boolean> {
    const absolute = await resolveInside(this.#copy.directory, path);
    const [committed, present] = await Promise.all([
      this.#copy.contentAt(commit, path),
      readFile(absolute).catch(() => undefined),
    ]);
    if (committed === undefined || present === undefined)
      return committed === present;
    return committed.equals(present);
  }

  /** Writes a draft and renames it, so that a reader sees the old file or the new one. */
  async #put(absolute: string, content: Buffer) {
    const draft = this.#copy.gitFile(`dockmaster-${randomUUID()}`);
    await writeFile(draft, content);
    try {
      await mkdir(dirname(absolute), { recursive: true });
      await rename(draft, absolute);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  /** Removes a file, and the folders that are empty then. */
  async #remove(path: string, absolute: string) {
    // If a parent folder is a file, there is nothing to remove.
    await rm(absolute, { force: true }).catch(ignoreNoFolder);
    let folder = dirname(absolute);
    for (let depth = path.split('/').length; depth > 1; depth--) {
      try {
        await rmdir(folder);
      } catch {
        return;
      }
      folder = dirname(folder);
    }
  }
}

function ignoreNoFolder(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOTDIR') throw error;
}

async function readJournal(file: string): Promise<Journal | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
