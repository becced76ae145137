import { readdir, readFile } from 'node:fs/promises';
import { relative, join, sep } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { FILES_FOLDER } from './ChangeSet';

/**
 * The new and changed files in the workspace as they are now, by path from the monorepo's root: later steps may have added some.
 *
 * @throws NotAllowedError where one is no plain file: a link could lead anywhere
 */
export async function readWorkspaceFiles(
  workspacePath: string,
): Promise<Map<string, Buffer>> {
  const root = resolveSafeChildPath(workspacePath, FILES_FOLDER);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const absolute = join(entry.parentPath, entry.name);
    const path = relative(root, absolute).split(sep).join('/');
    if (!entry.isFile()) {
      throw new NotAllowedError(
        `${path} in the workspace is a link or a device, and only plain files are published.`,
      );
    }
    files.set(path, await readFile(absolute));
  }
  return files;
}
