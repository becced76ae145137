import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  FileChange,
  MonorepoSnapshot,
} from '@huleedu/plugin-scaffolder-backend-module-dockmaster';
import git from 'isomorphic-git';

export type Author = { name: string; email: string };

const FILE = '100644';
const FOLDER = '040000';

/** Number of commits that are searched for the commit of a task. */
const LOOK_BACK = 500;

/** A git working copy on this machine. Its commits are read, never its work tree. */
export class WorkingCopy {
  readonly repository: { fs: typeof fs; dir: string };
  readonly directory: string;
  readonly branch: string;

  constructor(options: { directory: string; branch: string }) {
    this.directory = options.directory;
    this.branch = options.branch;
    this.repository = { fs, dir: options.directory };
  }

  /** Path of a file in the folder `.git`. */
  gitFile(name: string): string {
    return join(this.directory, '.git', name);
  }

  /** The branch that is checked out, or undefined if none is. */
  async currentBranch(): Promise<string | undefined> {
    return (await git.currentBranch(this.repository)) ?? undefined;
  }

  async head(): Promise<string> {
    return git.resolveRef({ ...this.repository, ref: this.branch });
  }

  /** Moves the branch. Unlike git.writeRef, this never leaves its file empty. */
  async setHead(commit: string) {
    const ref = this.gitFile(`refs/heads/${this.branch}`);
    const draft = this.gitFile(`dockmaster-${randomUUID()}`);
    await writeFile(draft, `${commit}\n`);
    await mkdir(dirname(ref), { recursive: true });
    await rename(draft, ref);
  }

  /** Content of a file in a commit, or undefined if there is none. */
  async contentAt(commit: string, path: string): Promise<Buffer | undefined> {
    try {
      const { blob } = await git.readBlob({
        ...this.repository,
        oid: commit,
        filepath: path,
      });
      return Buffer.from(blob);
    } catch (error) {
      if (isGitError(error, 'NotFoundError')) return undefined;
      throw error;
    }
  }

  /** The files of a commit, to compute changes from. */
  snapshotAt(commit: string): MonorepoSnapshot {
    return {
      read: path => this.contentAt(commit, path),
      list: folder => this.#list(commit, folder),
    };
  }

  async #list(commit: string, folder: string): Promise<string[]> {
    const paths: string[] = await git.walk({
      ...this.repository,
      trees: [git.TREE({ ref: commit })],
      map: async (path, [entry]) => {
        const isOnTheWay = path === '.' || folder.startsWith(`${path}/`);
        const isInside =
          folder === '' || path === folder || path.startsWith(`${folder}/`);
        // Null keeps git.walk out of a folder.
        if (!isOnTheWay && !isInside) return null;
        return isInside && (await entry?.type()) === 'blob' ? path : undefined;
      },
    });
    return paths ?? [];
  }

  /** Those of these paths where the work tree or the index differs from the commit. */
  async dirtyAmong(paths: string[]): Promise<string[]> {
    if (paths.length === 0) return [];
    const status = await git.statusMatrix({
      ...this.repository,
      filepaths: paths,
      ref: this.branch,
      // A file that git ignores would be overwritten too.
      ignored: true,
    });
    return status
      .filter(([, head, work, stage]) => !(work === head && stage === head))
      .map(([path]) => path);
  }

  /** The latest commit whose message ends in this line, with the files that it changes. */
  async findCommit(
    lastLine: string,
  ): Promise<{ commit: string; files: string[] } | undefined> {
    const log = await git.log({
      ...this.repository,
      ref: this.branch,
      depth: LOOK_BACK,
    });
    const found = log.find(
      ({ commit }) => commit.message.trimEnd().split('\n').at(-1) === lastLine,
    );
    if (!found) return undefined;
    const [parent] = found.commit.parent;
    return {
      commit: found.oid,
      files: await this.#filesBetween(parent, found.oid),
    };
  }

  async #filesBetween(before: string, after: string): Promise<string[]> {
    const paths: string[] = await git.walk({
      ...this.repository,
      trees: [git.TREE({ ref: before }), git.TREE({ ref: after })],
      map: async (path, entries) => {
        const [old, current] = await Promise.all(
          entries.map(entry => entry?.oid()),
        );
        if (old === current) return null;
        const types = await Promise.all(entries.map(entry => entry?.type()));
        return types.includes('blob') ? path : undefined;
      },
    });
    return paths;
  }

  /** Stores a commit that nothing refers to yet. */
  async writeCommit(options: {
    parent: string;
    changes: FileChange[];
    author: Author;
    committer: Author;
    message: string;
  }): Promise<string> {
    const { parent, changes, author, committer, message } = options;
    const { commit } = await git.readCommit({
      ...this.repository,
      oid: parent,
    });
    const tree = await this.#writeTree(commit.tree, changes);
    return git.commit({
      ...this.repository,
      message,
      author,
      committer,
      parent: [parent],
      tree: tree ?? (await git.writeTree({ ...this.repository, tree: [] })),
      noUpdateBranch: true,
    });
  }

  /** Writes a tree with these changes. Undefined if it would be empty. */
  async #writeTree(
    base: string | undefined,
    changes: FileChange[],
  ): Promise<string | undefined> {
    const { tree } = base
      ? await git.readTree({ ...this.repository, oid: base })
      : { tree: [] };
    const entries = new Map(tree.map(entry => [entry.path, entry]));
    for (const [name, inside] of groupBySegment(changes)) {
      const old = entries.get(name);
      const [first] = inside;
      if (first.path === '') {
        if (first.content === undefined) entries.delete(name);
        else {
          const oid = await git.writeBlob({
            ...this.repository,
            blob: first.content,
          });
          const mode = old?.type === 'blob' ? old.mode : FILE;
          entries.set(name, { mode, path: name, oid, type: 'blob' });
        }
        continue;
      }
      const oid = await this.#writeTree(
        old?.type === 'tree' ? old.oid : undefined,
        inside,
      );
      if (oid === undefined) entries.delete(name);
      else entries.set(name, { mode: FOLDER, path: name, oid, type: 'tree' });
    }
    return entries.size === 0
      ? undefined
      : git.writeTree({ ...this.repository, tree: [...entries.values()] });
  }

  /** Rebuilds the index if a crash left half of one. */
  async repairIndex() {
    try {
      await git.listFiles(this.repository);
    } catch {
      await rm(this.gitFile('index'), { force: true });
      const head = await this.head();
      const present: string[] = [];
      for (const path of await this.#list(head, '')) {
        if (await stat(join(this.directory, path)).catch(() => undefined))
          present.push(path);
      }
      await this.updateIndex({ present, gone: [] });
    }
  }

  /** Updates the index from the work tree for these paths. */
  async updateIndex(paths: { present: string[]; gone: string[] }) {
    if (paths.present.length > 0) {
      await git.add({
        ...this.repository,
        filepath: paths.present,
        // Git would ignore some paths, but they are already committed.
        force: true,
      });
    }
    for (const filepath of paths.gone)
      await git.remove({ ...this.repository, filepath });
  }
}

/** Groups changes by the first segment of their paths, and removes that segment. */
function groupBySegment(changes: FileChange[]): Map<string, FileChange[]> {
  const groups = new Map<string, FileChange[]>();
  for (const { path, content } of changes) {
    const [name, ...rest] = path.split('/');
    const group = groups.get(name) ?? [];
    group.push({ path: rest.join('/'), content });
    groups.set(name, group);
  }
  return groups;
}

function isGitError(error: unknown, code: string): boolean {
  return (error as { code?: unknown }).code === code;
}
