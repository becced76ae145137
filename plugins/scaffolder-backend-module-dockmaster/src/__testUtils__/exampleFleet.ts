import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { monorepoAt, repositoryPath } from '@internal/portal-test-utils';
import { MonorepoSnapshot } from '../changes/MonorepoChanges';

const root = repositoryPath('examples/monorepo');

/** The example fleet, as `dockmaster.monorepos` names it. */
export const exampleMonorepo = monorepoAt(root);

/** The files of the example fleet; `edits` replaces some of them. */
export function exampleSnapshot(
  edits: Record<string, string> = {},
): MonorepoSnapshot {
  return {
    async read(path) {
      if (edits[path] !== undefined) return Buffer.from(edits[path]);
      return readFile(join(root, path)).catch(() => undefined);
    },
    async list(folder) {
      const entries = await readdir(join(root, folder), {
        recursive: true,
        withFileTypes: true,
      }).catch(() => []);
      return entries
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name))
        .map(path => path.slice(root.length + 1));
    },
  };
}

/** Reads single files of the example fleet. */
export function exampleUrlReader() {
  const snapshot = exampleSnapshot();
  return mockServices.urlReader.mock({
    readUrl: async url => {
      const path = url.slice(exampleMonorepo.url.length);
      const content = await snapshot.read(path);
      if (!content) throw new NotFoundError(url);
      return { buffer: async () => content };
    },
  });
}
