import { toError } from '@backstage/errors';
import {
  dockerfileNamesOf,
  relativeTo,
  resolveWithin,
  ServiceLocation,
} from '@huleedu/plugin-dockmaster-common';
import { FileReader } from './FileReader';
import { ReadFile, ReadSources } from './ReadSources';

export type ReadOutcome =
  | { state: 'read'; sources: ReadSources; links: Record<string, string> }
  | { state: 'no-dockerfile' | 'unreadable'; reason: string };

/** Reads a service's own files: what did not change is not fetched again. */
export class SourceReader {
  readonly #files: FileReader;

  constructor(options: { files: FileReader }) {
    this.#files = options.files;
  }

  async read(
    location: ServiceLocation,
    previous: ReadSources | undefined,
    signal?: AbortSignal,
  ): Promise<ReadOutcome> {
    const { root, folder, directory } = location;
    const candidates = dockerfileNamesOf(location);
    const links: Record<string, string> = {};
    const read = async (path: string, earlier: ReadFile | undefined) => {
      const url = resolveWithin({ root, folder, path });
      const name = relativeTo(root, url) ?? path;
      const file = await this.#files.read(url, name, earlier, signal);
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
      (await this.#files.read(
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
}
