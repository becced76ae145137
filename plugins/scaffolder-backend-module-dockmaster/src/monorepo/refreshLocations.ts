import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Monorepo, relativeTo } from '@huleedu/plugin-dockmaster-common';

/** Asks the catalog to read the locations in these monorepos now. */
export async function refreshLocations(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
  monorepos: Monorepo[];
}) {
  const { catalog, credentials, monorepos } = options;
  const { items } = await catalog.getEntities(
    { filter: { kind: 'Location' }, fields: ['kind', 'metadata', 'spec'] },
    { credentials },
  );
  for (const location of items) {
    const { target, targets = [] } = location.spec ?? {};
    const isInside = [target, targets]
      .flat()
      .some(
        url =>
          typeof url === 'string' &&
          monorepos.some(
            monorepo => relativeTo(monorepo.url, url) !== undefined,
          ),
      );
    if (isInside)
      await catalog.refreshEntity(stringifyEntityRef(location), {
        credentials,
      });
  }
}
