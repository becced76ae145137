import { readFile, stat } from 'node:fs/promises';
import { SourceFile } from '@huleedu/rule-087';
import { pathInReport } from './paths';

/** What a Dockerfile of the most characters that are parsed takes at most, as UTF-8. */
const LARGEST = 4 * 1024 * 1024;

/** Reads one file of a monorepo: missing and unreadable files are results too. */
export async function readSource(
  root: string,
  path: string,
): Promise<SourceFile> {
  const name = pathInReport(root, path);
  if (name.startsWith('../')) {
    return {
      state: 'unreadable',
      path: name,
      reason: 'it lies outside the repository',
    };
  }
  const refuse = (reason: string): SourceFile => ({
    state: 'unreadable',
    path: name,
    reason,
  });
  try {
    // A pipe or a device may never end.
    const info = await stat(path);
    if (!info.isFile()) return refuse('it is no file');
    if (info.size > LARGEST)
      return refuse(
        `it has ${info.size} bytes, and at most ${LARGEST} are read`,
      );
    return {
      state: 'present',
      path: name,
      content: await readFile(path, 'utf8'),
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'missing', path: name }
      : refuse(message);
  }
}
