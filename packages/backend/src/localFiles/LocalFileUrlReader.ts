import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  ReaderFactory,
  ReadTreeResponseFactory,
  ReadUrlResponseFactory,
} from '@backstage/backend-defaults/urlReader';
import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, NotModifiedError } from '@backstage/errors';
import { minimatch } from 'minimatch';
import { LocalFileRoots } from './LocalFileRoots';
import { WalkedFile, walkFiles } from './walkFiles';

/** Largest file that is read into memory, in bytes. */
const MAX_FILE_SIZE = 10 * 1024 * 1024;

/** Reads `file:` URLs in the directories of `localFiles.roots`. ETags are hashes of content. */
export class LocalFileUrlReader implements UrlReaderService {
  readonly #roots: LocalFileRoots;
  readonly #treeResponseFactory: ReadTreeResponseFactory;

  /** Gives no reader without roots, so that `file:` URLs are refused as in any other portal. */
  static factory: ReaderFactory = ({ config, treeResponseFactory }) => {
    const roots = config.getOptionalStringArray('localFiles.roots') ?? [];
    if (roots.length === 0) return [];
    const reader = new LocalFileUrlReader(
      LocalFileRoots.create(roots),
      treeResponseFactory,
    );
    return [{ reader, predicate: url => url.protocol === 'file:' }];
  };

  private constructor(
    roots: LocalFileRoots,
    treeResponseFactory: ReadTreeResponseFactory,
  ) {
    this.#roots = roots;
    this.#treeResponseFactory = treeResponseFactory;
  }

  async readUrl(
    url: string,
    options?: UrlReaderServiceReadUrlOptions,
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const path = await this.#roots.resolveUrl(url);
    const content = await readWhole(path);
    const etag = digest(content);
    if (options?.etag === etag) throw new NotModifiedError();
    return ReadUrlResponseFactory.fromReadable(Readable.from([content]), {
      etag,
      lastModifiedAt: (await stat(path)).mtime,
    });
  }

  async readTree(
    url: string,
    options?: UrlReaderServiceReadTreeOptions,
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const directory = await this.#roots.resolveUrl(url);
    const files = (await walkFiles(directory, this.#roots)).filter(
      ({ path, size }) => options?.filter?.(path, { size }) ?? true,
    );
    const etag = await digestFiles(files);
    if (options?.etag === etag) throw new NotModifiedError();
    const response = await this.#treeResponseFactory.fromReadableArray(
      files.map(({ path, absolutePath }) => ({
        path,
        data: createReadStream(absolutePath),
      })),
    );
    return {
      etag,
      files: () => response.files(),
      archive: () => response.archive(),
      dir: dirOptions => response.dir(dirOptions),
    };
  }

  async search(
    url: string,
    options?: UrlReaderServiceSearchOptions,
  ): Promise<UrlReaderServiceSearchResponse> {
    const { base, pattern } = splitGlob(url);
    const matches = pattern
      ? await this.#searchDirectory(base, pattern)
      : await this.#searchFile(base);
    const etag = await digestFiles(matches);
    if (options?.etag === etag) throw new NotModifiedError();
    return {
      etag,
      files: matches.map(({ path, absolutePath }) => ({
        url: pathToFileURL(`${base}${pattern ? `${sep}${path}` : ''}`).href,
        content: () => readWhole(absolutePath),
      })),
    };
  }

  async #searchDirectory(base: string, pattern: string) {
    const directory = await this.#roots.resolvePath(base);
    const files = await walkFiles(directory, this.#roots);
    return files.filter(({ path }) => minimatch(path, pattern));
  }

  async #searchFile(path: string): Promise<WalkedFile[]> {
    try {
      const absolutePath = await this.#roots.resolvePath(path);
      const { size } = await stat(absolutePath);
      return [{ path, absolutePath, size }];
    } catch (error) {
      if (NotFoundError.is(error)) return [];
      throw error;
    }
  }

  toString() {
    return 'localFiles{}';
  }
}

/** The directory before the first segment that is a glob, and the rest as a pattern. */
function splitGlob(url: string): { base: string; pattern?: string } {
  const segments = fileURLToPath(url).split(sep);
  const first = segments.findIndex(segment => /[*?[\]{}]/.test(segment));
  if (first === -1) return { base: segments.join(sep) };
  return {
    base: segments.slice(0, first).join(sep) || sep,
    pattern: segments.slice(first).join('/'),
  };
}

async function readWhole(path: string): Promise<Buffer> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new InputError(`${path} is not a file`);
  if (stats.size > MAX_FILE_SIZE) {
    throw new InputError(
      `${path} has ${stats.size} bytes, more than the ${MAX_FILE_SIZE} that are read`,
    );
  }
  return readFile(path);
}

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function digestFiles(files: WalkedFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path, absolutePath } of files) {
    hash.update(`${path}\0${digest(await readWhole(absolutePath))}\n`);
  }
  return hash.digest('hex');
}
