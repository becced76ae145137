import fs, { readdir, readFile, writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import git from 'isomorphic-git';
import { createWorkingCopy } from './createWorkingCopy';

const directory = createMockDirectory();

beforeEach(() => {
  directory.setContent({
    example: { 'README.md': 'fleet', services: { '.keep': '' } },
  });
});

const make = () =>
  createWorkingCopy({
    from: directory.resolve('example'),
    directory: directory.resolve('state/monorepo'),
  });

it('makes a clean git repository with everything in it', async () => {
  expect(await make()).toBe(true);
  const dir = directory.resolve('state/monorepo');
  const repository = { fs: { promises: fs }, dir };
  expect(await git.currentBranch(repository)).toBe('main');
  expect(await git.log(repository)).toHaveLength(1);
  const status = await git.statusMatrix(repository);
  expect(status.map(([path]) => path)).toEqual(['README.md', 'services/.keep']);
  expect(
    status.every(([, head, work, stage]) => head + work + stage === 3),
  ).toBe(true);
  expect(await readdir(directory.resolve('state'))).toEqual(['monorepo']);
});

it('leaves alone what people have edited', async () => {
  await make();
  await writeFile(directory.resolve('state/monorepo/README.md'), 'edited');
  expect(await make()).toBe(false);
  expect(
    await readFile(directory.resolve('state/monorepo/README.md'), 'utf8'),
  ).toBe('edited');
});

it('leaves nothing behind when the example cannot be copied', async () => {
  directory.setContent({ example: 'a file, not a directory' });
  await expect(make()).rejects.toThrow();
  expect(await readdir(directory.resolve('state'))).toEqual([]);
});
