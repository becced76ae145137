import { NotFoundError } from '@backstage/errors';
import { ServiceLocation } from '@huleedu/plugin-dockmaster-common';
import {
  Forecast,
  ForecastError,
  loadForecast,
  Standard,
} from '@huleedu/rule-087';
import { ServiceFiles } from './ServiceFiles';

/** Says what an edit of a service makes the builder run again, from the files as they are. */
export class Forecaster {
  readonly #serviceFiles: ServiceFiles;
  readonly #standard: Standard;

  constructor(options: { serviceFiles: ServiceFiles; standard: Standard }) {
    this.#serviceFiles = options.serviceFiles;
    this.#standard = options.standard;
  }

  /** @throws NotFoundError when there are no files from which it could be said */
  async forecast(entityRef: string): Promise<Forecast> {
    const { location, sources } = await this.#serviceFiles.read(entityRef);
    const { declaration } = location;
    try {
      return await loadForecast(sources, this.#standard, declaration, {
        read: path => this.#serviceFiles.readOther(location, path),
        lockFiles: await this.#lockFiles(location),
      });
    } catch (error) {
      if (error instanceof ForecastError)
        throw new NotFoundError(error.message);
      throw error;
    }
  }

  /** PDM's lock files at the root and in the service's folder. */
  async #lockFiles(location: ServiceLocation): Promise<string[]> {
    const { directory } = location;
    const names = ['pdm.lock', this.#standard.lockFile];
    const paths = names.flatMap(name =>
      directory ? [name, `${directory}/${name}`] : [name],
    );
    const files = await Promise.all(
      paths.map(path => this.#serviceFiles.readOther(location, path)),
    );
    return paths.filter((_, index) => files[index].state === 'present');
  }
}
