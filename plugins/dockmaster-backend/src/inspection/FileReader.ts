import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  InputError,
  NotFoundError,
  NotModifiedError,
  toError,
} from '@backstage/errors';
import { ReadFile } from './ReadSources';

/** A file larger than this is not read: the largest real Dockerfile is a hundredth of it. */
const MAX_BYTES = 1024 * 1024;

/** Reads single files through `urlReader`, no more of them than is needed. */
export class FileReader {
  readonly #urlReader: UrlReaderService;

  constructor(options: { urlReader: UrlReaderService }) {
    this.#urlReader = options.urlReader;
  }

  /** `earlier` is what an earlier read gave: where the host says that it still holds, it is returned. */
  async read(
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
