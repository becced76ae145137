import { symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { resolveInside } from './paths';

const directory = createMockDirectory();

beforeEach(async () => {
  directory.setContent({ copy: { services: {} }, outside: { file: '' } });
  await symlink('../outside', directory.resolve('copy/link'));
  await symlink('../outside/file', directory.resolve('copy/services/file'));
});

const resolve = (path: string) =>
  resolveInside(directory.resolve('copy'), path);

it.each([
  'new',
  'services/new/file',
  'services/.gitignore',
  'a b',
  '.github/x',
])('takes %s', async path => {
  expect(await resolve(path)).toBe(directory.resolve('copy', path));
});

it.each([
  '',
  '.',
  '/etc/passwd',
  '../outside/file',
  'services/../../outside',
  'services//x',
  '.git/config',
  'services/.GIT/config',
  'services\\x',
  'x\0y',
  'link/file',
  'services/file',
])('refuses %j', async path => {
  await expect(resolve(path)).rejects.toMatchObject({
    name: 'NotAllowedError',
  });
});
