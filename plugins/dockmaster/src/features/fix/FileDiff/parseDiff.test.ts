import { createTwoFilesPatch } from 'diff';
import { parseDiff } from './parseDiff';

const written = (patch: string) =>
  parseDiff(patch).rows.map(row =>
    row.kind === 'gap'
      ? row.text
      : `${row.before ?? ''}|${row.after ?? ''}|${row.kind} ${row.text}`,
  );

const lines = (...texts: string[]) => texts.map(text => `${text}\n`).join('');

const diff = (before: string, after: string) =>
  createTwoFilesPatch('a/Dockerfile', 'b/Dockerfile', before, after, '', '', {
    context: 1,
  });

it('numbers the lines on both sides, place by place', () => {
  const before = lines('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const after = lines('a', 'B', 'c', 'd', 'e', 'f', 'g', 'h');
  const patch = `diff --git a/Dockerfile b/Dockerfile\n${diff(before, after)}`;
  expect(written(patch)).toEqual([
    'Lines 1–3',
    '1|1|kept a',
    '2||removed b',
    '|2|added B',
    '3|3|kept c',
    'Lines 7–8',
    '7|7|kept g',
    '|8|added h',
  ]);
  expect(parseDiff(patch)).toMatchObject({ added: 2, removed: 1 });
});

it('reads a file that is new', () => {
  const patch = '--- /dev/null\n+++ b/x\n@@ -0,0 +1,1 @@\n+one\n';
  expect(written(patch)).toEqual(['Line 1', '|1|added one']);
});

it('says where a file does not end in a line break', () => {
  expect(written(diff('a', lines('a')))).toEqual([
    'Line 1',
    '1||removed a',
    'No newline at end of file',
    '|1|added a',
  ]);
});

it('shows no carriage return, and of a line without end its beginning', () => {
  const [, removed, added] = parseDiff(
    diff('a\r\n', lines('x'.repeat(5_000))),
  ).rows;
  expect(removed.text).toBe('a');
  expect(added.text).toBe(`${'x'.repeat(1_000)}…`);
});

it.each(['-- two dashes', '++ two plus signs'])(
  'takes a line that begins with %j for no header of a file',
  line => {
    const other = lines('b');
    expect(written(diff(lines(line), other))).toContain(`1||removed ${line}`);
    expect(written(diff(other, lines(line)))).toContain(`|1|added ${line}`);
  },
);

it('has nothing to say of no diff', () => {
  expect(parseDiff('')).toEqual({ added: 0, removed: 0, rows: [] });
});
