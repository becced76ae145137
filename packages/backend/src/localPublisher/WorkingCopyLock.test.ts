import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { WorkingCopyLock } from './WorkingCopyLock';

const directory = createMockDirectory();
const file = directory.resolve('lock');

beforeEach(() => directory.clear());

it('lets in one at a time, and leaves nothing behind', async () => {
  let inside = 0;
  let most = 0;
  const enter = () =>
    WorkingCopyLock.hold(file, async lock => {
      most = Math.max(most, ++inside);
      await setImmediate();
      await lock.assertHeld();
      inside--;
    });
  await Promise.all(Array.from({ length: 8 }, enter));
  expect(most).toBe(1);
  expect(await readdir(directory.path)).toEqual([]);
});

it('is given back where the act fails', async () => {
  const fail = () => Promise.reject(new Error('no'));
  await expect(WorkingCopyLock.hold(file, fail)).rejects.toThrow('no');
  expect(await WorkingCopyLock.hold(file, async () => 'next')).toBe('next');
});

/** No process has this number: Linux gives none above 4194304. */
const DEAD = 99_999_999;

it.each([
  ['died on this host', { process: DEAD, host: hostname() }, 0],
  ['has been silent on another', { process: 1, host: 'elsewhere' }, 31],
])('is taken from a holder that %s', async (_, holder, secondsAgo) => {
  await writeFile(file, JSON.stringify({ token: 'theirs', ...holder }));
  const then = new Date(Date.now() - secondsAgo * 1000);
  await utimes(file, then, then);
  const enter = () => WorkingCopyLock.hold(file, async () => 'held');
  expect(await Promise.all([enter(), enter(), enter()])).toEqual(
    Array(3).fill('held'),
  );
});

it.each([
  ['runs', { process: process.pid, host: hostname() }],
  ['was heard of on another host', { process: DEAD, host: 'elsewhere' }],
])('waits for a holder that %s, and says so in the end', async (_, holder) => {
  await writeFile(file, JSON.stringify({ token: 'theirs', ...holder }));
  const enter = WorkingCopyLock.hold(file, async () => 'held', { waitMs: 1 });
  await expect(enter).rejects.toThrow(/Another task has been publishing/);
});

it('stops waiting when it is told to', async () => {
  const holder = { token: 'theirs', process: process.pid, host: hostname() };
  await writeFile(file, JSON.stringify(holder));
  const controller = new AbortController();
  const { signal } = controller;
  const enter = WorkingCopyLock.hold(file, async () => 'held', { signal });
  controller.abort();
  await expect(enter).rejects.toThrow(/abort/i);
});

it('tells a holder that has lost it', async () => {
  const act = WorkingCopyLock.hold(file, async lock => {
    await writeFile(file, JSON.stringify({ token: 'theirs' }));
    await lock.assertHeld();
  });
  await expect(act).rejects.toThrow(/lost to another task/);
});
