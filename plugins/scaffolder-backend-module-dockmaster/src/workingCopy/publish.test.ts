import {
  appendFile,
  cp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { rule087 } from '@huleedu/rule-087';
import git from 'isomorphic-git';
import { changeSetFor, fixOf, specOf } from '../__testUtils__/changeSets';
import {
  createExampleCopy,
  dirtyPaths,
  monorepoAt,
} from '../__testUtils__/workingCopy';
import { publish } from './publish';
import { WorkingCopy } from './WorkingCopy';

// Real repositories, on machines that do other things, too.
jest.setTimeout(30_000);

const directory = createMockDirectory();
const at = (path: string) => directory.resolve('copy', path);
const COMPOSE = 'docker-compose.services.yml';

const example = createMockDirectory();
let copy: WorkingCopy;
beforeAll(() => createExampleCopy(example.resolve('copy')));
beforeEach(async () => {
  directory.clear();
  await cp(example.path, directory.path, { recursive: true });
  copy = new WorkingCopy({ directory: at(''), branch: 'main' });
});

const first = {
  action: 'create' as const,
  spec: specOf('first_service', { http: 7011, database: 5447 }),
};
const second = {
  action: 'create' as const,
  spec: specOf('second_service', { http: 7012, database: 5448 }),
};
type Changes = Awaited<ReturnType<typeof changeSetFor>>;

const publishAs = (mark: string, changes: Changes) =>
  publish({
    ...changes,
    copy,
    standard: rule087,
    monorepo: monorepoAt(copy.directory),
    author: { name: 'Astrid Lind', email: 'astrid@localhost' },
    message: `Publish ${mark}`,
    mark,
  });

const read = (path: string) => readFile(at(path), 'utf8');

it('commits a new service as whoever asked for it, and updates the work tree', async () => {
  const parent = await copy.head();
  const { commit, files, isNew } = await publishAs(
    'task',
    await changeSetFor(copy, first),
  );
  expect(isNew).toBe(true);
  expect(await copy.head()).toBe(commit);
  expect(files).toContain('services/first_service/Dockerfile.dev');
  expect(files).toContain(COMPOSE);
  const log = await git.readCommit({ ...copy.repository, oid: commit });
  expect(log.commit.parent).toEqual([parent]);
  expect(log.commit.author).toMatchObject({
    name: 'Astrid Lind',
    email: 'astrid@localhost',
  });
  expect(await read(COMPOSE)).toContain('first_service:');
  expect(await dirtyPaths(copy)).toEqual([]);
});

it('computes the changes again where somebody else has committed meanwhile', async () => {
  const changes = await Promise.all([
    changeSetFor(copy, first),
    changeSetFor(copy, second),
  ]);
  await publishAs('one', changes[0]);
  await publishAs('two', changes[1]);
  const compose = await read(COMPOSE);
  expect(compose).toContain('  first_service:');
  expect(compose).toContain('  second_service:');
  expect(await dirtyPaths(copy)).toEqual([]);
});

it('fixes a service as it is committed by now, and keeps what others wrote into its files meanwhile', async () => {
  const changes = await changeSetFor(copy, fixOf('billing_service'));
  const dockerfile = 'services/billing_service/Dockerfile.dev';
  const prometheus = 'observability/prometheus.yml';
  for (const path of [dockerfile, COMPOSE])
    await writeFile(at(path), `# Theirs\n${await read(path)}`);
  await git.add({ ...copy.repository, filepath: '.' });
  const author = { name: 'Somebody', email: 'somebody@localhost' };
  await git.commit({ ...copy.repository, author, message: 'Comment' });

  const { files } = await publishAs('task', changes);
  expect(files).toEqual([COMPOSE, prometheus, dockerfile]);
  for (const { path, content } of changes.set.written) {
    const theirs = path === prometheus ? '' : '# Theirs\n';
    expect(await read(path)).toBe(`${theirs}${content}`);
  }
  expect(await dirtyPaths(copy)).toEqual([]);
});

it('commits once, however often the step is run', async () => {
  const changes = await changeSetFor(copy, first);
  const once = await publishAs('task', changes);
  await publishAs('other', await changeSetFor(copy, second));
  const head = await copy.head();
  const again = await publishAs('task', changes);
  expect(again).toEqual({ ...once, isNew: false });
  expect(await copy.head()).toBe(head);
});

it('takes a service out, with what git tracks in its folder', async () => {
  await publishAs('task', await changeSetFor(copy, first));
  const before = await read(COMPOSE);
  await publishAs(
    'retire',
    await changeSetFor(copy, { action: 'retire', name: 'first_service' }),
  );
  expect(before).toContain('first_service');
  expect(await read(COMPOSE)).not.toContain('first_service');
  await expect(read('services/first_service/README.md')).rejects.toThrow(
    'ENOENT',
  );
  expect(await dirtyPaths(copy)).toEqual([]);
});

describe('writes nothing', () => {
  /** Why it is refused; fails where something changed all the same. */
  const refusalOf = async (changes: Changes) => {
    const head = await copy.head();
    const dirty = await dirtyPaths(copy);
    const refusal = await publishAs('task', changes).then(
      () => 'it was not refused',
      error => error.message,
    );
    expect(await copy.head()).toBe(head);
    expect(await dirtyPaths(copy)).toEqual(dirty);
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
      'services/first_service/README.md',
      () =>
        directory.addContent({
          'copy/services/first_service/README.md': 'mine',
        }),
    ],
    [
      'a file in the way that git ignores',
      'services/first_service/README.md',
      async () => {
        directory.addContent({
          'copy/.git/info/exclude': 'services/first_service\n',
          'copy/services/first_service/README.md': 'mine',
        });
      },
    ],
  ])('where there is %s', async (_, path, spoil) => {
    const changes = await changeSetFor(copy, first);
    await spoil();
    const message = new RegExp(`uncommitted changes in .*${path}`);
    expect(await refusalOf(changes)).toMatch(message);
  });

  it('where another branch is checked out', async () => {
    const changes = await changeSetFor(copy, first);
    await git.branch({ ...copy.repository, ref: 'work', checkout: true });
    expect(await refusalOf(changes)).toMatch(/has the branch work checked/);
  });

  it('where the folder is behind a link', async () => {
    const changes = await changeSetFor(copy, first);
    directory.addContent({ outside: {} });
    await symlink(directory.resolve('outside'), at('services/first_service'));
    expect(await refusalOf(changes)).toMatch(/services\/first_service/);
    expect(directory.content({ path: 'outside' })).toEqual({});
  });

  it('where a file cannot be written half-way', async () => {
    const changes = await changeSetFor(copy, first);
    const contentAt = copy.contentAt.bind(copy);
    const [full] = changes.set.written.slice(-1);
    const parent = await copy.head();
    let hasFailed = false;
    copy.contentAt = async (commit, path) => {
      if (path !== full.path || commit === parent || hasFailed)
        return contentAt(commit, path);
      hasFailed = true;
      throw new Error('the disk is full');
    };
    expect(await refusalOf(changes)).toMatch(/the disk is full/);
    expect(await read(COMPOSE)).not.toContain('first_service');
    expect((await publishAs('task', changes)).isNew).toBe(true);
  });

  it.each(['.git/hooks/pre-commit', 'a/../../outside', '.GIT/config', 'a\\b'])(
    'where a step has put %s into the workspace',
    async path => {
      const changes = await changeSetFor(copy, first);
      changes.files.set(path, Buffer.from('x'));
      expect(await refusalOf(changes)).toMatch(/no path of a file/);
    },
  );

  it('where a port of it was published by another meanwhile', async () => {
    const changes = await changeSetFor(copy, first);
    const rival = { ...first, spec: { ...first.spec, name: 'rival_service' } };
    await publishAs('rival', await changeSetFor(copy, rival));
    expect(await refusalOf(changes)).toMatch(/Port 7011 is published/);
  });
});

it('publishes what other steps added or changed in the workspace', async () => {
  const changes = await changeSetFor(copy, first);
  const readme = 'services/first_service/README.md';
  changes.files.set(readme, Buffer.from('# Better\n'));
  changes.files.set('docs/first.md', Buffer.from('New\n'));
  await publishAs('task', changes);
  expect(await read(readme)).toBe('# Better\n');
  expect(await read('docs/first.md')).toBe('New\n');
});

it('does not lose a file that both another step and somebody else have changed', async () => {
  const changes = await changeSetFor(copy, first);
  const edited = `${changes.files.get(COMPOSE)}# edited\n`;
  changes.files.set(COMPOSE, Buffer.from(edited));
  await publishAs('two', await changeSetFor(copy, second));
  await expect(publishAs('task', changes)).rejects.toThrow(
    /somebody else, too/,
  );
});

it.each([
  ['with the index of before', undefined],
  ['with half an index', ''],
])('ends what a publisher that crashed has begun, %s', async (_, index) => {
  const { commit } = await publishAs('task', await changeSetFor(copy, first));
  const { files } = (await copy.findCommit('Dockmaster-Task: task'))!;
  const parent = (await git.log({ ...copy.repository, depth: 2 }))[1].oid;
  // As a crash just after the branch has moved leaves it: the files are still the old ones.
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

  await publishAs('two', await changeSetFor(copy, second));
  expect(await read(COMPOSE)).toContain('first_service');
  expect(await read(COMPOSE)).toContain('second_service');
  expect(await dirtyPaths(copy)).toEqual([]);
});
