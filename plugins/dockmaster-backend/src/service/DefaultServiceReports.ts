import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ListServicesRequest,
  ServiceDetail,
} from '@huleedu/plugin-dockmaster-common';
import { InspectionStore } from '../database/InspectionStore';
import { EntityFilter } from '../inspection/FleetInspection';
import { Inspector } from '../inspection/Inspector';
import { RequestOptions, ServiceReports } from './ServiceReports';

const HISTORY_LIMIT = 100;
const DEFAULT_PAGE = 50;

/** Serves what the store holds of the entities that the caller may see in the catalog. */
export class DefaultServiceReports implements ServiceReports {
  readonly #store: InspectionStore;
  readonly #catalog: CatalogService;
  readonly #inspector: Inspector;
  readonly #entityFilter: EntityFilter;

  constructor(options: {
    store: InspectionStore;
    catalog: CatalogService;
    inspector: Inspector;
    entityFilter: EntityFilter;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#inspector = options.inspector;
    this.#entityFilter = options.entityFilter;
  }

  async list(request: ListServicesRequest, { credentials }: RequestOptions) {
    const entityRefs: string[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: this.#entityFilter,
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials },
    );
    for await (const page of pages)
      entityRefs.push(...page.map(entity => stringifyEntityRef(entity)));
    return this.#store.list({
      ...request,
      limit: request.limit ?? DEFAULT_PAGE,
      entityRefs,
    });
  }

  async get(entityRef: string, options: RequestOptions) {
    await this.#ensureService(entityRef, options);
    return (await this.#store.get(entityRef)) ?? pending(entityRef);
  }

  async history(entityRef: string, options: RequestOptions) {
    await this.#ensureService(entityRef, options);
    return this.#store.history(entityRef, HISTORY_LIMIT);
  }

  async refresh(entityRef: string, options: RequestOptions) {
    await this.#ensureService(entityRef, options);
    await this.#store.add(entityRef);
    await this.#inspector.inspect(entityRef, { fresh: true });
    return this.get(entityRef, options);
  }

  async #ensureService(entityRef: string, { credentials }: RequestOptions) {
    const { items } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs: [entityRef],
        filter: this.#entityFilter,
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials },
    );
    if (!items[0]) {
      throw new NotFoundError(
        `${entityRef} is not in the catalog, or is none of the services that dockmaster.entityFilter names`,
      );
    }
  }
}

/** What is known of a service that the catalog has and no replica has noticed yet. */
function pending(entityRef: string): ServiceDetail {
  return {
    entityRef,
    state: 'pending',
    stale: false,
    conforms: null,
    score: null,
    counts: null,
    checkedAt: null,
    attemptedAt: null,
    since: null,
    reason: null,
    report: null,
    links: {},
  };
}
