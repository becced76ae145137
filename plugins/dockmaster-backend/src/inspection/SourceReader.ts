import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  InputError,
  NotFoundError,
  NotModifiedError,
  toError,
} from '@backstage/errors';
import { ReadFile, ReadSources } from './ReadSources';
import { relativeTo, resolveWithin } from './resolveUrl';
import { ServiceLocation } from './ServiceLocation';

/** A file larger than this is not read: the largest real Dockerfile is a hundredth of it. */
const MAX_BYTES = 1024 * 1024;

export type ReadOutcome =
  | { state: 'read'; sources: ReadSources; links: Record<string, string> }
  | { state: 'no-dockerfile' | 'unreadable'; reason: string };

/** Reads a service's files through `urlReader`: what did not change is not fetched again. */
export class SourceReader {
  readonly #urlReader: UrlReaderService;

  constructor(options: { urlReader: UrlReaderService }) {
    this.#urlReader = options.urlReader;
  }

  async read(
    location: ServiceLocation,
    previous: ReadSources | undefined,
    signal?: AbortSignal,
  ): Promise<ReadOutcome> {
    const { root, folder, directory } = location;
    const candidates =
      location.dockerfile !== undefined
        ? [location.dockerfile]
        : ['Dockerfile.dev', 'Dockerfile'];
    const links: Record<string, string> = {};
    const read = async (path: string, earlier: ReadFile | undefined) => {
      const url = resolveWithin({ root, folder, path });
      const name = relativeTo(root, url) ?? path;
      const file = await this.#readFile(url, name, earlier, signal);
      if (file.state === 'present' && url.startsWith('https:'))
        links[name] = url;
      return file;
    };

    let dockerfile: ReadFile | undefined;
    for (const path of candidates) {
      try {
        dockerfile = await read(path, previous?.dockerfile);
      } catch (error) {
        return {
          state: 'unreadable',
          reason: `${path} could not be read: ${toError(error).message}`,
        };
      }
      if (dockerfile.state !== 'missing') break;
    }
    if (dockerfile?.state === 'unreadable') {
      return {
        state: 'unreadable',
        reason: `${dockerfile.path} could not be read: ${dockerfile.reason}`,
      };
    }
    if (dockerfile?.state !== 'present') {
      return this.#explainMissing(location, candidates, signal);
    }
    const pyproject = await read('pyproject.toml', previous?.pyproject);
    return {
      state: 'read',
      sources: { directory, dockerfile, pyproject },
      links,
    };
  }

  /** A missing file in a folder that can be read is something else than a folder that cannot. */
  async #explainMissing(
    location: ServiceLocation,
    candidates: string[],
    signal?: AbortSignal,
  ): Promise<ReadOutcome> {
    const folder = location.directory ?? location.folder;
    const entityFile =
      location.entityFile &&
      (await this.#readFile(
        location.entityFile,
        'the catalog file',
        undefined,
        signal,
      ));
    return !entityFile || entityFile.state === 'present'
      ? {
          state: 'no-dockerfile',
          reason: `${folder} holds no ${candidates.join(' and no ')}.`,
        }
      : {
          state: 'unreadable',
          reason: `${folder} could not be read: not even the catalog file is there any more.`,
        };
  }

  async #readFile(
    url: string,
    path: string,
    earlier: ReadFile | undefined,
    signal?: AbortSignal,
  ): Promise<ReadFile> {
    const isKnown = earlier?.state === 'present' && earlier.path === path;
    try {
      const response = await this.#urlReader.readUrl(url, {
        etag: isKnown ? earlier.etag : undefined,
        signal,
      });
      const content = await readBounded(response);
      return { state: 'present', path, content, etag: response.etag };
    } catch (error) {
      if (isKnown && NotModifiedError.is(error)) return earlier;
      if (NotFoundError.is(error)) return { state: 'missing', path };
      return { state: 'unreadable', path, reason: toError(error).message };
    }
  }
}

/** Stops reading as soon as the limit is passed, where the host streams. */
async function readBounded(
  response: Awaited<ReturnType<UrlReaderService['readUrl']>>,
): Promise<string> {
  const refuse = () =>
    new InputError(
      `it has more than ${MAX_BYTES} bytes, which is too large for such a file`,
    );
  if (!response.stream) {
    const content = await response.buffer();
    if (content.length > MAX_BYTES) throw refuse();
    return content.toString('utf8');
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response.stream()) {
    const buffer = Buffer.from(part);
    size += buffer.length;
    if (size > MAX_BYTES) throw refuse();
    parts.push(buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
