import { AuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Monorepo, resolveWithin } from '@huleedu/plugin-dockmaster-common';
import {
  Forecast,
  ForecastError,
  loadForecast,
  Standard,
} from '@huleedu/rule-087';
import { InspectionStore } from '../database/InspectionStore';
import { ComposeReader } from './ComposeReader';
import { FileReader } from './FileReader';
import { locateService, ServiceLocation } from './ServiceLocation';
import { SourceReader } from './SourceReader';

/** Says what an edit of a service makes the builder run again, from the files as they are. */
export class Forecaster {
  readonly #options: {
    auth: AuthService;
    catalog: CatalogService;
    files: FileReader;
    reader: SourceReader;
    composeReader: ComposeReader;
    store: InspectionStore;
    standard: Standard;
    monorepos: Monorepo[];
  };

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    files: FileReader;
    reader: SourceReader;
    composeReader: ComposeReader;
    store: InspectionStore;
    standard: Standard;
    monorepos: Monorepo[];
  }) {
    this.#options = options;
  }

  /** @throws NotFoundError when there are no files from which it could be said */
  async forecast(entityRef: string): Promise<Forecast> {
    const { auth, catalog, reader, composeReader, store } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) throw new NotFoundError(`${entityRef} is not in the catalog`);
    const location = locateService(entity, this.#options.monorepos);
    const previous = await store.previous(entityRef);
    const read = await reader.read(location, previous.sources);
    if (read.state !== 'read') throw new NotFoundError(read.reason);
    const compose = await composeReader.read(location, { fresh: false });
    const { root } = location;
    try {
      return await loadForecast(
        { ...read.sources, ...(compose ?? { compose: [] }) },
        this.#options.standard,
        location.declaration,
        {
          read: path => this.#read(root, path),
          lockFiles: await this.#lockFiles(location),
        },
      );
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
