import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parseAllDocuments } from 'yaml';
import { repositoryPath } from './exampleCopy';

/**
 * A catalog that always contains the entities in the working copy, and the templates of this repository.
 *
 * @param url - the host that the working copy pretends to be on
 */
export function workingCopyCatalog(directory: string, url: string) {
  const entities = async (): Promise<Entity[]> => [
    ...(await templates()),
    ...(await services(directory, url)),
  ];
  const find = async (ref: string) =>
    (await entities()).find(entity => stringifyEntityRef(entity) === ref);
  const current = async () =>
    catalogServiceMock({ entities: await entities() });
  const refreshEntity = jest.fn<
    Promise<void>,
    Parameters<CatalogService['refreshEntity']>
  >(async () => {});
  const mock = catalogServiceMock.mock({
    getEntityByRef: async ref =>
      typeof ref === 'string' ? find(ref) : find(stringifyEntityRef(ref)),
    getEntitiesByRefs: async (request, options) =>
      (await current()).getEntitiesByRefs(request, options),
    getEntities: async (request, options) =>
      (await current()).getEntities(request, options),
    async *streamEntities(request, options) {
      yield* (await current()).streamEntities(request, options);
    },
    refreshEntity,
  });
  return { factory: mock.factory, refreshEntity };
}

async function templates(): Promise<Entity[]> {
  const folder = repositoryPath('templates');
  const files = await readdir(folder);
  return (
    await Promise.all(
      files.map(file =>
        readEntities(
          join(folder, file),
          pathToFileURL(join(folder, file)).href,
        ),
      ),
    )
  ).flat();
}

async function services(directory: string, url: string): Promise<Entity[]> {
  const folder = join(directory, 'services');
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(name =>
      readEntities(
        join(folder, name, 'catalog-info.yaml'),
        `${url}services/${name}/catalog-info.yaml`,
      ),
    ),
  );
  const location: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name: 'generated', namespace: 'default' },
    spec: {
      type: 'url',
      target: `${pathToFileURL(directory).href}/**/catalog-info.yaml`,
    },
  };
  return [location, ...found.flat()];
}

async function readEntities(path: string, url: string): Promise<Entity[]> {
  const content = await readFile(path, 'utf8').catch(() => '');
  return parseAllDocuments(content).flatMap(document => {
    const entity: Entity | null = document.toJS();
    if (!entity) return [];
    return {
      ...entity,
      metadata: {
        namespace: 'default',
        ...entity.metadata,
        annotations: {
          ...entity.metadata.annotations,
          'backstage.io/managed-by-location': `url:${url}`,
        },
      },
    };
  });
}
