import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { LocalFileUrlReader } from './LocalFileUrlReader';

const directory = createMockDirectory();

function urlOf(path: string) {
  return pathToFileURL(directory.resolve(path)).href;
}

function createReader(roots: string[]) {
  return UrlReaders.create({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig({ data: { localFiles: { roots } } }),
    factories: [LocalFileUrlReader.factory],
  });
}

const reader = () => createReader([directory.resolve('root')]);

async function textOf(url: string) {
  return (await (await reader().readUrl(url)).buffer()).toString();
}

beforeEach(async () => {
  directory.setContent({
    root: {
      '.git': { config: 'git' },
      'a b#c.txt': 'odd name',
      services: {
        one: { 'catalog-info.yaml': 'one', Dockerfile: 'FROM scratch' },
        two: { 'catalog-info.yaml': 'two' },
      },
    },
    'root-beside': { 'secret.txt': 'secret' },
    outside: { 'secret.txt': 'secret', 'catalog-info.yaml': 'secret' },
  });
  await symlink(
    directory.resolve('outside/secret.txt'),
    directory.resolve('root/link.txt'),
  );
  await symlink(
    directory.resolve('outside'),
    directory.resolve('root/services/three'),
  );
  await symlink(
    'two/catalog-info.yaml',
    directory.resolve('root/services/inside.yaml'),
  );
  await symlink('loop', directory.resolve('root/loop'));
});

describe('readUrl', () => {
  it.each([
    ['root/services/one/catalog-info.yaml', 'one'],
    ['root/a b#c.txt', 'odd name'],
    ['root/services/inside.yaml', 'two'],
    ['root/services/../services/two/catalog-info.yaml', 'two'],
  ])('reads %s', async (path, content) => {
    expect(await textOf(urlOf(path))).toBe(content);
  });

  it.each([
    ['a file outside', 'outside/secret.txt', 'NotAllowedError'],
    [
      'a folder whose name only begins like a root',
      'root-beside/secret.txt',
      'NotAllowedError',
    ],
    [
      'a file outside that does not exist',
      'outside/none.txt',
      'NotAllowedError',
    ],
    ['a link that leads outside', 'root/link.txt', 'NotAllowedError'],
    [
      'a file behind a linked folder outside',
      'root/services/three/secret.txt',
      'NotAllowedError',
    ],
    ['a file that is not there', 'root/none.txt', 'NotFoundError'],
    [
      'a path through a file',
      'root/services/one/Dockerfile/x',
      'NotFoundError',
    ],
    ['a folder', 'root/services', 'InputError'],
    ['a loop of links', 'root/loop', 'InputError'],
  ])('refuses %s', async (_, path, name) => {
    await expect(textOf(urlOf(path))).rejects.toMatchObject({ name });
  });

  it('refuses encoded steps upwards', async () => {
    const url = `${urlOf('root')}/%2e%2e/outside/secret.txt`;
    await expect(textOf(url)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it('says nothing new while the content is the same', async () => {
    const url = urlOf('root/services/one/Dockerfile');
    const { etag } = await reader().readUrl(url);
    await expect(reader().readUrl(url, { etag })).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
    await writeFile(
      directory.resolve('root/services/one/Dockerfile'),
      'FROM base',
    );
    expect((await reader().readUrl(url, { etag })).etag).not.toBe(etag);
  });
});

it('reads no file at all where no root is named', async () => {
  await expect(
    createReader([]).readUrl(urlOf('root/services/one/Dockerfile')),
  ).rejects.toMatchObject({ name: 'NotAllowedError' });
});

it('refuses a root that is not absolute', () => {
  expect(() => createReader(['services'])).toThrow(/absolute.*"services"/);
});

describe('search', () => {
  const search = (glob: string, etag?: string) =>
    reader().search(`${urlOf('root')}/${glob}`, { etag });

  it('finds what a glob names, without what links lead to outside', async () => {
    const { files } = await search('services/*/catalog-info.yaml');
    expect(files.map(file => file.url)).toEqual([
      urlOf('root/services/one/catalog-info.yaml'),
      urlOf('root/services/two/catalog-info.yaml'),
    ]);
    expect((await files[1].content()).toString()).toBe('two');
  });

  it('finds a single file, and nothing where there is none', async () => {
    expect((await search('services/one/Dockerfile')).files).toHaveLength(1);
    expect((await search('services/one/none')).files).toEqual([]);
  });

  it('notices a changed, a new and a renamed file', async () => {
    const glob = '**/catalog-info.yaml';
    const { etag } = await search(glob);
    await expect(search(glob, etag)).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
    await mkdir(directory.resolve('root/services/four'));
    await writeFile(
      directory.resolve('root/services/four/catalog-info.yaml'),
      '',
    );
    const second = await search(glob, etag);
    expect(second.files).toHaveLength(3);
    await writeFile(
      directory.resolve('root/services/four/catalog-info.yaml'),
      'x',
    );
    expect((await search(glob, second.etag)).etag).not.toBe(second.etag);
  });
});

describe('readTree', () => {
  it("gives the files that the filter takes, without git's own", async () => {
    const tree = await reader().readTree(urlOf('root'), {
      filter: path => !path.endsWith('Dockerfile'),
    });
    const paths = (await tree.files()).map(file => file.path);
    expect(paths).toEqual([
      'a b#c.txt',
      'services/inside.yaml',
      'services/one/catalog-info.yaml',
      'services/two/catalog-info.yaml',
    ]);
    await expect(
      reader().readTree(urlOf('root'), {
        filter: path => !path.endsWith('Dockerfile'),
        etag: tree.etag,
      }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
  });

  it('refuses a directory outside', async () => {
    await expect(reader().readTree(urlOf('outside'))).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });
});
