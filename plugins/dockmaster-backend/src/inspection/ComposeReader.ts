import { createHash } from 'node:crypto';
import {
  composePathsOf,
  resolveWithin,
  ServiceLocation,
} from '@huleedu/plugin-dockmaster-common';
import { loadCompose, SourceFile, Sources } from '@huleedu/rule-087';
import { FileReader } from './FileReader';
import { ReadFile } from './ReadSources';

/** The compose files of a monorepo. */
export type ReadCompose = Required<
  Pick<Sources, 'compose' | 'composeContext'>
> & {
  /** Of all that was read. */
  digest: string;
  links: Record<string, string>;
};

/** The services of one monorepo are inspected together, and share what was read this short while ago. */
const FRESH_MS = 5_000;

type Entry = {
  readAt: number;
  result: Promise<ReadCompose>;
  files: Map<string, ReadFile>;
};

/** Reads the compose files of monorepos, each once for all of its services; what did not change is not fetched again. */
export class ComposeReader {
  readonly #files: FileReader;
  readonly #entries = new Map<string, Entry>();

  constructor(options: { files: FileReader }) {
    this.#files = options.files;
  }

  /** The files that hold for a service; undefined where its monorepo is not known. */
  async read(
    location: ServiceLocation,
    options: { fresh: boolean; signal?: AbortSignal },
  ): Promise<ReadCompose | undefined> {
    const { root, directory } = location;
    if (directory === undefined) return undefined;
    return this.readFiles(root, composePathsOf(location), options);
  }

  /** Files below a root, in the order in which Compose merges them; by default those that it would find. */
  async readFiles(
    root: string,
    paths: string[] | undefined,
    options: { fresh: boolean; signal?: AbortSignal },
  ): Promise<ReadCompose> {
    const key = JSON.stringify([root, paths]);
    const known = this.#entries.get(key);
    if (known && !options.fresh && Date.now() - known.readAt < FRESH_MS)
      return known.result;

    const files = new Map<string, ReadFile>();
    const earlier = options.fresh ? undefined : known?.files;
    const entry: Entry = {
      readAt: Date.now(),
      files,
      result: this.#load(root, paths, earlier, files, options.signal),
    };
    this.#entries.set(key, entry);
    // What failed is tried again by the next service.
    entry.result.catch(() => this.#entries.delete(key));
    return entry.result;
  }

  async #load(
    root: string,
    paths: string[] | undefined,
    earlier: Map<string, ReadFile> | undefined,
    files: Map<string, ReadFile>,
    signal: AbortSignal | undefined,
  ): Promise<ReadCompose> {
    const links: Record<string, string> = {};
    const read = async (path: string): Promise<SourceFile> => {
      const url = resolveWithin({ root, folder: root, path });
      const file = await this.#files.read(
        url,
        path,
        earlier?.get(path),
        signal,
      );
      files.set(path, file);
      if (file.state === 'present' && url.startsWith('https:'))
        links[path] = url;
      return file;
    };
    const loaded = await loadCompose(paths, read);
    const hash = createHash('sha256').update(JSON.stringify(paths ?? null));
    for (const [path, file] of Object.entries(loaded.composeContext)) {
      const { state } = file;
      hash.update(
        JSON.stringify([path, state, state === 'present' ? file.content : '']),
      );
    }
    return { ...loaded, digest: hash.digest('hex'), links };
  }
}
