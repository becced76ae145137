import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { Readable } from 'node:stream';
import { ServiceLocation } from './ServiceLocation';
import { SourceReader } from './SourceReader';

const location: ServiceLocation = {
  root: 'https://host/mono/',
  folder: 'https://host/mono/services/a/',
  directory: 'services/a',
  entityFile: 'https://host/mono/services/a/catalog-info.yaml',
  declaration: { service: 'a' },
};

/** A host with these files; an Error is thrown instead of being read. */
function readerOf(files: Record<string, string | Error>) {
  const readUrl = jest.fn(async (url: string, options?: { etag?: string }) => {
    const file = files[url.replace('https://host/mono/', '')];
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
  return { reader: new SourceReader({ urlReader }), readUrl };
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
