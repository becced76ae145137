import {
  appendFile,
  cp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import git from 'isomorphic-git';
import { createWorkingCopy } from '../embedded/createWorkingCopy';
import {
  addService,
  COMPOSE,
  removeService,
} from './__testUtils__/serviceChanges';
import { dirtyPathsOf } from './__testUtils__/workingCopies';
import { publish, PublishOptions } from './publish';
import { WorkingCopy } from './WorkingCopy';

const directory = createMockDirectory();
const at = (path: string) => directory.resolve('copy', path);
const read = (path: string) => readFile(at(path), 'utf8');
const README = 'services/first_service/README.md';

const example = createMockDirectory({
  content: {
    from: { [COMPOSE]: 'services:\n', 'services/.keep': '' },
  },
});
let copy: WorkingCopy;
beforeAll(() =>
  createWorkingCopy({
    from: example.resolve('from'),
    directory: example.resolve('copy'),
  }),
);
beforeEach(async () => {
  directory.clear();
  await cp(example.path, directory.path, { recursive: true });
  copy = new WorkingCopy({ directory: at(''), branch: 'main' });
});

const publishAs = (
  mark: string,
  changes: PublishOptions['changes'],
  signal?: AbortSignal,
) =>
  publish({
    copy,
    changes,
    author: { name: 'Astrid Lind', email: 'astrid@localhost' },
    message: `Publish ${mark}`,
    mark,
    signal,
  });

const first = addService('first_service');
const second = addService('second_service');

it('commits as the given author, and updates the work tree', async () => {
  const parent = await copy.head();
  const { commit, files, isNew } = await publishAs('task', first);
  expect(isNew).toBe(true);
  expect(await copy.head()).toBe(commit);
  expect(files).toEqual([COMPOSE, README]);
  const log = await git.readCommit({ ...copy.repository, oid: commit });
  expect(log.commit.parent).toEqual([parent]);
  expect(log.commit.author).toMatchObject({
    name: 'Astrid Lind',
    email: 'astrid@localhost',
  });
  expect(await read(COMPOSE)).toContain('first_service:');
  expect(await dirtyPathsOf(copy)).toEqual([]);
});

it('computes the changes from the latest commit, so that tasks at once lose nothing', async () => {
  await Promise.all([publishAs('one', first), publishAs('two', second)]);
  const compose = await read(COMPOSE);
  expect(compose).toContain('  first_service:');
  expect(compose).toContain('  second_service:');
  expect(await dirtyPathsOf(copy)).toEqual([]);
});

it('commits once, however often the step is run', async () => {
  const once = await publishAs('task', first);
  await publishAs('other', second);
  const head = await copy.head();
  const again = await publishAs('task', first);
  expect(again).toEqual({ ...once, isNew: false });
  expect(await copy.head()).toBe(head);
});

it('deletes files, and the folders that are empty then', async () => {
  await publishAs('task', first);
  await publishAs('retire', removeService('first_service'));
  expect(await read(COMPOSE)).not.toContain('first_service');
  await expect(read('services/first_service')).rejects.toThrow('ENOENT');
  expect(await dirtyPathsOf(copy)).toEqual([]);
});

describe('writes nothing', () => {
  /** The reason of the refusal. Fails if something changed. */
  const refusalOf = async (
    changes: PublishOptions['changes'] = first,
    signal?: AbortSignal,
  ) => {
    const head = await copy.head();
    const dirty = await dirtyPathsOf(copy);
    const refusal = await publishAs('task', changes, signal).then(
      () => 'it was not refused',
      error => error.message,
    );
    expect(await copy.head()).toBe(head);
    expect(await dirtyPathsOf(copy)).toEqual(dirty);
    return refusal;
  };

  it.each([
    [
      'an edit that is not committed',
      COMPOSE,
      () => appendFile(at(COMPOSE), '# mine\n'),
    ],
    [
      'an edit that is only staged',
      COMPOSE,
      async () => {
        const content = await read(COMPOSE);
        await writeFile(at(COMPOSE), `${content}# mine\n`);
        await git.add({ ...copy.repository, filepath: COMPOSE });
        await writeFile(at(COMPOSE), content);
      },
    ],
    ['a file that was removed', COMPOSE, () => rm(at(COMPOSE))],
    [
      'a file in the way that git does not know',
      README,
      () => directory.addContent({ [`copy/${README}`]: 'mine' }),
    ],
    [
      'a file in the way that git ignores',
      README,
      async () => {
        directory.addContent({
          'copy/.git/info/exclude': 'services/first_service\n',
          [`copy/${README}`]: 'mine',
        });
      },
    ],
  ])('if there is %s', async (_, path, spoil) => {
    await spoil();
    const message = new RegExp(`uncommitted changes in .*${path}`);
    expect(await refusalOf()).toMatch(message);
  });

  it('if another branch is checked out', async () => {
    await git.branch({ ...copy.repository, ref: 'work', checkout: true });
    expect(await refusalOf()).toMatch(/has the branch work checked/);
  });

  it('if the folder is behind a link', async () => {
    directory.addContent({ outside: {} });
    await symlink(directory.resolve('outside'), at('services/first_service'));
    expect(await refusalOf()).toMatch(/services\/first_service/);
    expect(directory.content({ path: 'outside' })).toEqual({});
  });

  it('if one of the files cannot be written', async () => {
    const contentAt = copy.contentAt.bind(copy);
    const parent = await copy.head();
    let hasFailed = false;
    copy.contentAt = async (commit, path) => {
      if (path !== README || commit === parent || hasFailed)
        return contentAt(commit, path);
      hasFailed = true;
      throw new Error('the disk is full');
    };
    expect(await refusalOf()).toMatch(/the disk is full/);
    expect(await read(COMPOSE)).not.toContain('first_service');
    expect((await publishAs('task', first)).isNew).toBe(true);
  });

  it.each(['.git/hooks/pre-commit', 'a/../../outside', '.GIT/config', 'a\\b'])(
    'if a step changed %s',
    async path => {
      const planFor = async () => [{ path, content: Buffer.from('x') }];
      expect(await refusalOf({ planFor })).toMatch(/not a path of a file/);
    },
  );

  it('if the changes conflict with the latest commit', async () => {
    const planFor = () => Promise.reject(new Error('Port 7011 is published'));
    expect(await refusalOf({ planFor })).toMatch(/Port 7011 is published/);
  });

  it('if the task was cancelled', async () => {
    expect(await refusalOf(first, AbortSignal.abort())).toMatch(/abort/);
  });
});

it.each([
  ['with the index from before', undefined],
  ['with half an index', ''],
])('finishes the update of a publisher that crashed, %s', async (_, index) => {
  const { commit, files } = await publishAs('task', first);
  const parent = (await git.log({ ...copy.repository, depth: 2 }))[1].oid;
  // The state after a crash just after the branch moved: the files are still the old ones.
  await git.checkout({ ...copy.repository, ref: parent, force: true });
  await git.checkout({ ...copy.repository, ref: 'main', noCheckout: true });
  directory.addContent({
    'copy/.git/dockmaster-publish.json': JSON.stringify({
      parent,
      commit,
      paths: files,
    }),
  });
  if (index !== undefined) await writeFile(at('.git/index'), index);
  expect(await read(COMPOSE)).not.toContain('first_service');

  await publishAs('two', second);
  expect(await read(COMPOSE)).toContain('first_service');
  expect(await read(COMPOSE)).toContain('second_service');
  expect(await dirtyPathsOf(copy)).toEqual([]);
});
