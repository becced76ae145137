import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unifiedPatch } from './unifiedPatch';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dockmaster-patch-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it.each([
  ['lines at the end', 'a.yml', 'a\nb\n', 'a\nb\nc\n'],
  ['no line end before and after', 'a.yml', 'a\nb', 'a\nb\nc'],
  ['a line end that is new', 'a.yml', 'a\nb', 'a\nb\n'],
  ['a line end that is gone', 'a.yml', 'a\nb\n', 'a\nb'],
  ['CRLF', 'a.yml', 'a\r\nb\r\n', 'a\r\nB\r\nc\r\n'],
  ['CRLF in some lines', 'a.yml', 'a\r\nb\n', 'a\r\nB\nc\r\n'],
  ['a byte order mark', 'a.yml', '\uFEFFa\n', '\uFEFFb\n'],
  ['an empty file', 'a.yml', '', 'a\n'],
  ['spaces in the path', 'my folder/a file.yml', 'a\n', 'b\n'],
  ['other letters in the path', 'dïr/ü.yml', 'a\n', 'b\n'],
  ['lines that look like a diff', 'a.yml', '-- a\n', '-- b\n+++ c\n'],
])('makes a patch that git applies: %s', (_, path, before, after) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), before);
  execFileSync('git', ['apply', '-'], {
    cwd: root,
    input: unifiedPatch([{ path, before, after }]),
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  expect(readFileSync(join(root, path), 'utf8')).toBe(after);
});

it('ends a name that has spaces with a tab, as patch reads it', () => {
  const patch = unifiedPatch([
    { path: 'my folder/a', before: 'a', after: 'b' },
  ]);
  expect(patch).toContain('\n--- a/my folder/a\t\n+++ b/my folder/a\t\n');
});

it('makes a patch of a file that has another name, changed or not', () => {
  writeFileSync(join(root, 'a'), 'a\nb\n');
  writeFileSync(join(root, 'c'), 'c\n');
  execFileSync('git', ['apply', '-'], {
    cwd: root,
    input: unifiedPatch([
      { path: 'b', before: 'a\nb\n', after: 'a\nB\n', renamedFrom: 'a' },
      { path: 'd', before: 'c\n', after: 'c\n', renamedFrom: 'c' },
    ]),
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  expect(readdirSync(root).sort()).toEqual(['b', 'd']);
  expect(readFileSync(join(root, 'b'), 'utf8')).toBe('a\nB\n');
  expect(readFileSync(join(root, 'd'), 'utf8')).toBe('c\n');
});
