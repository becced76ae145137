import { NotFoundError } from '@backstage/errors';
import {
  resolveWithin,
  ServiceLocation,
} from '@huleedu/plugin-dockmaster-common';
import {
  Forecast,
  ForecastError,
  loadForecast,
  Standard,
} from '@huleedu/rule-087';
import { FileReader } from './FileReader';
import { ServiceFiles } from './ServiceFiles';

/** Says what an edit of a service makes the builder run again, from the files as they are. */
export class Forecaster {
  readonly #options: {
    serviceFiles: ServiceFiles;
    files: FileReader;
    standard: Standard;
  };

  constructor(options: {
    serviceFiles: ServiceFiles;
    files: FileReader;
    standard: Standard;
  }) {
    this.#options = options;
  }

  /** @throws NotFoundError when there are no files from which it could be said */
  async forecast(entityRef: string): Promise<Forecast> {
    const { serviceFiles, standard } = this.#options;
    const { location, sources } = await serviceFiles.read(entityRef);
    try {
      return await loadForecast(sources, standard, location.declaration, {
        read: path => this.#read(location.root, path),
        lockFiles: await this.#lockFiles(location),
      });
    } catch (error) {
      if (error instanceof ForecastError)
        throw new NotFoundError(error.message);
      throw error;
    }
  }

  async #read(root: string, path: string) {
    const url = resolveWithin({ root, folder: root, path });
    return this.#options.files.read(url, path, undefined);
  }

  /** PDM's lock files at the root and in the service's folder. */
  async #lockFiles({ root, directory }: ServiceLocation): Promise<string[]> {
    const names = ['pdm.lock', this.#options.standard.lockFile];
    const paths = names.flatMap(name =>
      directory ? [name, `${directory}/${name}`] : [name],
    );
    const files = await Promise.all(paths.map(path => this.#read(root, path)));
    return paths.filter((_, index) => files[index].state === 'present');
  }
}
