import { UrlReaderService } from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import { Monorepo, resolveWithin } from '@huleedu/plugin-dockmaster-common';
import { SourceFile } from '@huleedu/rule-087';

/** Reads files of a monorepo. Paths are relative to its root, with `/`. */
export interface RepositorySource {
  read(path: string): Promise<SourceFile>;
  /** Paths of all files in a folder; none if it does not exist. */
  list(folder: string): Promise<string[]>;
}

/** Reads a monorepo from its host. */
export class MonorepoFiles implements RepositorySource {
  readonly #urlReader: UrlReaderService;
  readonly #root: string;
  readonly #signal?: AbortSignal;

  constructor(options: {
    urlReader: UrlReaderService;
    monorepo: Monorepo;
    signal?: AbortSignal;
  }) {
    this.#urlReader = options.urlReader;
    this.#root = options.monorepo.url;
    this.#signal = options.signal;
  }

  async read(path: string): Promise<SourceFile> {
    this.#signal?.throwIfAborted();
    try {
      const response = await this.#urlReader.readUrl(this.#urlOf(path), {
        signal: this.#signal,
      });
      const content = (await response.buffer()).toString('utf8');
      return { state: 'present', path, content };
    } catch (error) {
      this.#signal?.throwIfAborted();
      if (NotFoundError.is(error)) return { state: 'missing', path };
      return { state: 'unreadable', path, reason: toError(error).message };
    }
  }

  async list(folder: string): Promise<string[]> {
    try {
      const tree = await this.#urlReader.readTree(this.#urlOf(folder), {
        signal: this.#signal,
      });
      return (await tree.files()).map(({ path }) => `${folder}/${path}`);
    } catch (error) {
      this.#signal?.throwIfAborted();
      if (NotFoundError.is(error)) return [];
      throw error;
    }
  }

  #urlOf(path: string): string {
    return resolveWithin({ root: this.#root, folder: this.#root, path });
  }
}
