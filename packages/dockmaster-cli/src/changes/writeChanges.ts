import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Changes } from '@huleedu/service-generator';
import { UsageError } from '../Environment';

/** The right to write, of whomever. */
const WRITABLE = 0o222;

/** A file to write: where, what, and what was there; undefined where nothing was. One that is renamed was at another place. */
type Write = {
  path: string;
  content: string;
  basedOn?: string;
  renamedFrom?: string;
};

/**
 * Writes changes to disk: all of them, or none.
 *
 * @notes
 * Everything is written beside its place first and then moved there, which a full disk or a missing right can no longer stop. Should a move
 * fail all the same, the others are taken back. Who ends the program meanwhile waits for that; only a kill between two moves leaves some of them.
 *
 * @throws UsageError when a file is no longer what the changes are based on, is read-only, or lies outside the root; nothing was written then
 */
export async function writeChanges(
  root: string,
  {
    newFiles,
    changedFiles,
  }: Pick<Changes, 'newFiles'> & { changedFiles: Write[] },
): Promise<void> {
  const writes: Write[] = await Promise.all(
    [...newFiles, ...changedFiles].map(async (file: Write) => ({
      ...file,
      path: await placeOf(root, file.path),
      ...(file.renamedFrom !== undefined && {
        renamedFrom: await placeOf(root, file.renamedFrom),
      }),
    })),
  );
  refuseTwins(writes);
  for (const write of writes) await refuseStale(write);
  await uninterrupted(() => writeAll(writes));
}

async function writeAll(writes: Write[]): Promise<void> {
  const made: string[] = [];
  const drafts: string[] = [];
  const done: Write[] = [];
  try {
    for (const { path, content, renamedFrom = path } of writes) {
      const folder = await mkdir(dirname(path), { recursive: true });
      if (folder) made.push(folder);
      drafts.push(draftOf(path));
      await writeFile(draftOf(path), content);
      await takeOver(renamedFrom, draftOf(path));
    }
    for (const write of writes) {
      await rename(draftOf(write.path), write.path);
      done.push(write);
    }
    // At the very end: until then a file that is renamed is at both places.
    for (const { renamedFrom } of writes)
      if (renamedFrom !== undefined) await rm(renamedFrom);
  } catch (error) {
    for (const { path, basedOn, renamedFrom } of done) {
      if (basedOn !== undefined) await writeFile(renamedFrom ?? path, basedOn);
      if (basedOn === undefined || renamedFrom !== undefined)
        await rm(path, { force: true });
    }
    // What cannot be cleared away must not hide why nothing was written.
    for (const draft of drafts)
      await rm(draft, { force: true }).catch(() => undefined);
    for (const folder of made)
      await rm(folder, { recursive: true, force: true });
    throw new UsageError(`nothing was written: ${(error as Error).message}`);
  }
}

const ENDING: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A signal that would end the program ends it afterwards. */
async function uninterrupted(work: () => Promise<void>): Promise<void> {
  let received: NodeJS.Signals | undefined;
  const wait = (signal: NodeJS.Signals) => {
    received = signal;
  };
  for (const signal of ENDING) process.on(signal, wait);
  try {
    await work();
  } finally {
    for (const signal of ENDING) process.off(signal, wait);
    if (received) process.kill(process.pid, received);
  }
}

/** The rights and the owner of the file that a draft is to replace. */
async function takeOver(path: string, draft: string) {
  const before = await stat(path).catch(() => undefined);
  if (!before) return;
  await chmod(draft, before.mode);
  const { uid, gid } = await stat(draft);
  // Who may not give files away keeps them.
  if (uid !== before.uid || gid !== before.gid)
    await chown(draft, before.uid, before.gid).catch(() => undefined);
}

function draftOf(path: string): string {
  return `${path}.dockmaster-${process.pid}`;
}

/** Two paths that lead to one file: what is written last would undo the other. */
function refuseTwins(writes: Write[]) {
  const paths = writes.map(({ path }) => path);
  const twin = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twin !== undefined)
    throw new UsageError(
      `nothing was written: several of the paths lead to ${twin}`,
    );
}

async function refuseStale({ path: to, basedOn, renamedFrom }: Write) {
  if (renamedFrom !== undefined && existsSync(to))
    throw new UsageError(`nothing was written: ${to} is there already`);
  const path = renamedFrom ?? to;
  const current = await readFile(path).catch(() => undefined);
  const isAsItWas =
    basedOn === undefined
      ? current === undefined
      : current?.equals(Buffer.from(basedOn)) === true;
  if (!isAsItWas) {
    throw new UsageError(
      `nothing was written: ${path} was changed in the meantime; try again`,
    );
  }
  if (current && ((await stat(path)).mode & WRITABLE) === 0)
    throw new UsageError(`nothing was written: ${path} is read-only`);
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
