import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { ServiceLocation } from '@huleedu/plugin-dockmaster-common';
import { Readable } from 'node:stream';
import { ComposeReader } from './ComposeReader';
import { FileReader } from './FileReader';
import { SourceReader } from './SourceReader';

const location: ServiceLocation = {
  root: 'https://host/mono/',
  folder: 'https://host/mono/services/a/',
  directory: 'services/a',
  entityFile: 'https://host/mono/services/a/catalog-info.yaml',
  declaration: { service: 'a' },
};

/** A host with these files; an Error is thrown instead of being read. */
function readerOf(contents: Record<string, string | Error>) {
  const readUrl = jest.fn(async (url: string, options?: { etag?: string }) => {
    const file = contents[url.replace('https://host/mono/', '')];
    if (file === undefined) throw new NotFoundError(url);
    if (typeof file !== 'string') throw file;
    const etag = `etag of ${file}`;
    if (options?.etag === etag) throw new NotModifiedError();
    return {
      etag,
      buffer: async () => Buffer.from(file),
      stream: () => Readable.from([Buffer.from(file)]),
    };
  });
  const urlReader = mockServices.urlReader.mock({ readUrl });
  const files = new FileReader({ urlReader });
  return { reader: new SourceReader({ files }), files, readUrl };
}

it('reads Dockerfile.dev before Dockerfile, and pyproject.toml with it', async () => {
  const { reader } = readerOf({
    'services/a/Dockerfile': 'FROM b',
    'services/a/Dockerfile.dev': 'FROM a',
    'services/a/pyproject.toml': '[project]',
  });
  expect(await reader.read(location, undefined)).toMatchObject({
    state: 'read',
    sources: {
      directory: 'services/a',
      dockerfile: { path: 'services/a/Dockerfile.dev', content: 'FROM a' },
      pyproject: { state: 'present', path: 'services/a/pyproject.toml' },
    },
    links: {
      'services/a/Dockerfile.dev':
        'https://host/mono/services/a/Dockerfile.dev',
    },
  });
});

it('does not fetch again what has not changed', async () => {
  const { reader, readUrl } = readerOf({
    'services/a/Dockerfile.dev': 'FROM a',
  });
  const first = await reader.read(location, undefined);
  const sources = first.state === 'read' ? first.sources : undefined;
  const second = await reader.read(location, sources);
  expect(second).toEqual(first);
  expect(readUrl.mock.calls.at(-2)![1]).toMatchObject({
    etag: 'etag of FROM a',
  });
});

it('tells a missing Dockerfile from a folder that cannot be read', async () => {
  const { reader } = readerOf({ 'services/a/catalog-info.yaml': 'kind: x' });
  expect(await reader.read(location, undefined)).toMatchObject({
    state: 'no-dockerfile',
  });
  expect(await readerOf({}).reader.read(location, undefined)).toMatchObject({
    state: 'unreadable',
  });
  const failing = readerOf({ 'services/a/Dockerfile.dev': new Error('502') });
  expect(await failing.reader.read(location, undefined)).toMatchObject({
    state: 'unreadable',
    reason: 'services/a/Dockerfile.dev could not be read: 502',
  });
});

it('reads no Dockerfile outside the repository', async () => {
  const { reader, readUrl } = readerOf({});
  expect(
    await reader.read({ ...location, dockerfile: '../../../x' }, undefined),
  ).toMatchObject({ state: 'unreadable' });
  expect(readUrl).not.toHaveBeenCalled();
});

it('stops at a file that is too large', async () => {
  const { reader } = readerOf({
    'services/a/Dockerfile.dev': 'x'.repeat(2 * 1024 * 1024),
  });
  expect(await reader.read(location, undefined)).toMatchObject({
    state: 'unreadable',
    reason: expect.stringContaining('too large'),
  });
});

describe('compose files', () => {
  const compose = {
    'docker-compose.yml': 'include: [infra/compose.yml]\n',
    'infra/compose.yml': 'services: {}\n',
    'docker-compose.dev.yml': 'services: {}\n',
  };

  it('are read with what they include, once for all services', async () => {
    const { files, readUrl } = readerOf(compose);
    const reader = new ComposeReader({ files });
    const first = await reader.read(location, { fresh: false });
    expect(Object.keys(first!.composeContext)).toEqual(
      expect.arrayContaining(Object.keys(compose)),
    );
    expect(first!.links['infra/compose.yml']).toBe(
      'https://host/mono/infra/compose.yml',
    );
    const calls = readUrl.mock.calls.length;
    const other = { ...location, directory: 'services/b' };
    expect(await reader.read(other, { fresh: false })).toBe(first);
    expect(readUrl.mock.calls.length).toBe(calls);
    const again = await reader.read(location, { fresh: true });
    expect(again!.digest).toBe(first!.digest);
    expect(readUrl.mock.calls.length).toBeGreaterThan(calls);
  });

  it('are those that the entity names, and none outside the repository', async () => {
    const { files } = readerOf(compose);
    const reader = new ComposeReader({ files });
    const named = await reader.read(
      { ...location, compose: ['../../infra/compose.yml'] },
      { fresh: false },
    );
    expect(named!.compose).toMatchObject([{ path: 'infra/compose.yml' }]);
    await expect(
      reader.read(
        { ...location, compose: ['../../../x.yml'] },
        { fresh: false },
      ),
    ).rejects.toThrow('leads out of the repository');
  });

  it('are none where no monorepo is configured', async () => {
    const reader = new ComposeReader({ files: readerOf(compose).files });
    expect(
      await reader.read(
        { ...location, directory: undefined },
        { fresh: false },
      ),
    ).toBeUndefined();
  });
});
