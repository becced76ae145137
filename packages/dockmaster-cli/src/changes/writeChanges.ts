import { existsSync } from 'node:fs';
import {
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Changes } from '@huleedu/service-generator';
import { UsageError } from '../Environment';

/** A file to write: where, what, and what was there; undefined where nothing was. */
type Write = { path: string; content: string; basedOn?: string };

/**
 * Writes changes to disk: all of them, or none.
 *
 * @remarks
 * Everything is written beside its place first and then moved there, which a full disk or a missing right can no longer stop. Should a move
 * fail all the same, the others are taken back.
 *
 * @throws UsageError when a file is no longer what the changes are based on, or lies outside the root; nothing was written then
 */
export async function writeChanges(
  root: string,
  { newFiles, changedFiles }: Pick<Changes, 'newFiles' | 'changedFiles'>,
): Promise<void> {
  const writes: Write[] = await Promise.all(
    [...newFiles, ...changedFiles].map(async file => ({
      ...file,
      path: await placeOf(root, file.path),
    })),
  );
  for (const write of writes) await refuseStale(write);

  const made: string[] = [];
  const drafts: string[] = [];
  const done: Write[] = [];
  try {
    for (const { path, content } of writes) {
      const folder = await mkdir(dirname(path), { recursive: true });
      if (folder) made.push(folder);
      drafts.push(draftOf(path));
      await writeFile(draftOf(path), content);
    }
    for (const write of writes) {
      await rename(draftOf(write.path), write.path);
      done.push(write);
    }
  } catch (error) {
    for (const { path, basedOn } of done) {
      if (basedOn === undefined) await rm(path, { force: true });
      else await writeFile(path, basedOn);
    }
    // What cannot be cleared away must not hide why nothing was written.
    for (const draft of drafts)
      await rm(draft, { force: true }).catch(() => undefined);
    for (const folder of made)
      await rm(folder, { recursive: true, force: true });
    throw new UsageError(`nothing was written: ${(error as Error).message}`);
  }
}

function draftOf(path: string): string {
  return `${path}.dockmaster-${process.pid}`;
}

async function refuseStale({ path, basedOn }: Write) {
  const current = await readFile(path, 'utf8').catch(() => undefined);
  if (current !== basedOn) {
    throw new UsageError(
      `nothing was written: ${path} was changed in the meantime; try again`,
    );
  }
}

/** The real place of a path below the root, whatever links lead to it. */
async function placeOf(root: string, path: string): Promise<string> {
  const top = await realpath(root);
  const wanted = join(top, path);
  let existing = wanted;
  while (!existsSync(existing)) existing = dirname(existing);
  const real = join(await realpath(existing), wanted.slice(existing.length));
  if (real !== top && !real.startsWith(`${top}${sep}`))
    throw new UsageError(`nothing was written: ${path} lies outside ${root}`);
  return real;
}
