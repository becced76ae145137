import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeChanges } from './writeChanges';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dockmaster-write-')));
  writeFileSync(join(root, 'a.yml'), 'a');
  writeFileSync(join(root, 'b.yml'), 'b');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const change = (path: string, basedOn: string, content = `${basedOn}!`) => ({
  path,
  content,
  basedOn,
});
const write = (...changedFiles: Array<ReturnType<typeof change>>) =>
  writeChanges(root, { newFiles: [], changedFiles });

it('keeps the rights of a file', async () => {
  chmodSync(join(root, 'a.yml'), 0o640);
  await write(change('a.yml', 'a'));
  expect(read('a.yml')).toBe('a!');
  expect(statSync(join(root, 'a.yml')).mode % 0o1000).toBe(0o640);
});

it('writes the file that a link leads to', async () => {
  symlinkSync('a.yml', join(root, 'link.yml'));
  await write(change('link.yml', 'a'));
  expect(read('a.yml')).toBe('a!');
});

it.each([
  [
    'a file that was changed since',
    () => writeFileSync(join(root, 'b.yml'), 'other'),
    'b.yml was changed in the meantime',
  ],
  [
    'a file that is gone',
    () => rmSync(join(root, 'b.yml')),
    'b.yml was changed in the meantime',
  ],
  [
    'a file that is not what was read of it, since it is no UTF-8',
    () => writeFileSync(join(root, 'b.yml'), Buffer.from([0xfc])),
    'b.yml was changed in the meantime',
  ],
  [
    'a file that nobody may write',
    () => chmodSync(join(root, 'b.yml'), 0o444),
    'b.yml is read-only',
  ],
  [
    'a link that leads out',
    () => {
      rmSync(join(root, 'b.yml'));
      symlinkSync(join(tmpdir(), 'elsewhere'), join(root, 'b.yml'));
    },
    'b.yml',
  ],
  [
    'a link to a file that is written, too',
    () => {
      rmSync(join(root, 'b.yml'));
      symlinkSync('a.yml', join(root, 'b.yml'));
    },
    'several of the paths lead to',
  ],
  [
    'a file whose draft has no place',
    () => mkdirSync(join(root, `b.yml.dockmaster-${process.pid}`)),
    'nothing was written',
  ],
])('writes nothing where there is %s', async (_, prepare, message) => {
  prepare();
  const before = readdirSync(root);
  await expect(
    write(change('a.yml', 'a'), change('b.yml', 'b')),
  ).rejects.toThrow(message);
  expect(read('a.yml')).toBe('a');
  expect(readdirSync(root)).toEqual(before);
});

it('lets a signal end the program when everything is written', async () => {
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  const listeners = process.listenerCount('SIGTERM');
  const writing = write(change('a.yml', 'a'), change('b.yml', 'b'));
  while (process.listenerCount('SIGTERM') === listeners)
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  process.emit('SIGTERM', 'SIGTERM');
  expect(kill).not.toHaveBeenCalled();
  await writing;
  expect([read('a.yml'), read('b.yml')]).toEqual(['a!', 'b!']);
  expect(kill).toHaveBeenCalledWith(process.pid, 'SIGTERM');
  expect(process.listenerCount('SIGTERM')).toBe(listeners);
  kill.mockRestore();
});
