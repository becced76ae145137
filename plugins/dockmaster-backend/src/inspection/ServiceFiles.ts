import { AuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  locateService,
  Monorepo,
  resolveWithin,
  ServiceLocation,
} from '@huleedu/plugin-dockmaster-common';
import { Sources } from '@huleedu/rule-087';
import { InspectionStore } from './InspectionStore';
import { ComposeReader } from './ComposeReader';
import { FileReader } from './FileReader';
import { SourceReader } from './SourceReader';

export type ServiceFilesOptions = {
  auth: AuthService;
  catalog: CatalogService;
  files: FileReader;
  reader: SourceReader;
  composeReader: ComposeReader;
  store: InspectionStore;
  monorepos: Monorepo[];
};

/** Reads the files of a service as they are now, for what is computed while somebody waits. */
export class ServiceFiles {
  readonly #options: ServiceFilesOptions;

  constructor(options: ServiceFilesOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError where there is no Dockerfile, or it cannot be read */
  async read(
    entityRef: string,
  ): Promise<{ location: ServiceLocation; sources: Sources }> {
    const { auth, catalog, reader, composeReader, store, monorepos } =
      this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) throw new NotFoundError(`${entityRef} is not in the catalog`);
    const location = locateService(entity, monorepos);
    const previous = await store.previous(entityRef);
    const read = await reader.read(location, previous.sources);
    if (read.state !== 'read') throw new NotFoundError(read.reason);
    const compose = await composeReader.read(location, { fresh: false });
    return {
      location,
      sources: { ...read.sources, ...(compose ?? { compose: [] }) },
    };
  }

  /** A file besides, by its path from the root. */
  async readOther({ root }: ServiceLocation, path: string) {
    const url = resolveWithin({ root, folder: root, path });
    return this.#options.files.read(url, path, undefined);
  }
}
