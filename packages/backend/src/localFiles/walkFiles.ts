import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { LocalFileRoots } from './LocalFileRoots';

/** A file below a directory. `path` is relative to it, with `/`. */
export type WalkedFile = { path: string; absolutePath: string; size: number };

const SKIPPED = new Set(['.git', 'node_modules', '__pypackages__', '.venv']);

/** A tree beyond this is not one that a portal should read file by file. */
const MAX_FILES = 50_000;

/**
 * Every file below a directory, in the order of their names. Links are followed to files within the roots and never to
 * directories; git's own files and installed packages are left out.
 */
export async function walkFiles(
  directory: string,
  roots: LocalFileRoots,
): Promise<WalkedFile[]> {
  const files: WalkedFile[] = [];
  const pending = [''];
  for (const folder of pending) {
    const entries = await readDirectory(join(directory, folder));
    for (const entry of entries.sort((a, b) => compare(a.name, b.name))) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) pending.push(path);
        continue;
      }
      const file = await statFile(join(directory, path), roots);
      if (file) files.push({ path, ...file });
      if (files.length > MAX_FILES) {
        throw new RangeError(
          `${directory} holds more than ${MAX_FILES} files, which is too many to read`,
        );
      }
    }
  }
  return files.sort((a, b) => compare(a.path, b.path));
}

function compare(a: string, b: string) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

async function readDirectory(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new NotFoundError(`There is no directory ${path}`);
    }
    throw error;
  }
}

async function statFile(path: string, roots: LocalFileRoots) {
  try {
    const absolutePath = await roots.resolvePath(path);
    const stats = await stat(absolutePath);
    return stats.isFile() ? { absolutePath, size: stats.size } : undefined;
  } catch (error) {
    // A dangling link, a link that leads outside, or a file removed meanwhile: not part of the tree.
    if (
      ['NotAllowedError', 'NotFoundError', 'InputError'].includes(
        (error as Error).name,
      )
    ) {
      return undefined;
    }
    throw error;
  }
}
