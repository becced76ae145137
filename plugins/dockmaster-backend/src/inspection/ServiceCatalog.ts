import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** A filter of the catalog. */
export type EntityFilter = Record<string, string | string[]>;

const FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];
/** As many as the catalog is asked for at once. */
const BATCH = 200;

/** Which services the catalog has. */
export class ServiceCatalog {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #filter: EntityFilter;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    filter: EntityFilter;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#filter = options.filter;
  }

  /** Entity refs of all services, or of those that somebody may see. */
  async list(credentials?: BackstageCredentials): Promise<string[]> {
    const entities = await this.#entities(FIELDS, credentials);
    return entities.map(entity => stringifyEntityRef(entity));
  }

  /** The services that somebody may see, and who owns each. */
  async owners(
    credentials: BackstageCredentials,
  ): Promise<Map<string, string | undefined>> {
    const fields = [...FIELDS, 'relations'];
    const entities = await this.#entities(fields, credentials);
    return new Map(
      entities.map(entity => [stringifyEntityRef(entity), ownerOf(entity)]),
    );
  }

  /** Whether it is a service that somebody may see. */
  async has(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: [entityRef], filter: this.#filter, fields: FIELDS },
      { credentials: await this.#reader(credentials) },
    );
    return items[0] !== undefined;
  }

  /** Those of the entities that exist, be they services or not. */
  async existing(entityRefs: string[]): Promise<Set<string>> {
    const credentials = await this.#own();
    const found = new Set<string>();
    for (let start = 0; start < entityRefs.length; start += BATCH) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: entityRefs.slice(start, start + BATCH), fields: FIELDS },
        { credentials },
      );
      for (const entity of items) {
        if (entity) found.add(stringifyEntityRef(entity));
      }
    }
    return found;
  }

  async #entities(
    fields: string[],
    credentials: BackstageCredentials | undefined,
  ): Promise<Entity[]> {
    const entities: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      { filter: this.#filter, fields },
      { credentials: await this.#reader(credentials) },
    );
    for await (const page of pages) entities.push(...page);
    return entities;
  }

  /**
   * Who asks the catalog: people for themselves. A program sees all services of those permissions that its token names; a token that is restricted
   * could not be passed on to the catalog.
   */
  async #reader(credentials?: BackstageCredentials) {
    return credentials && !this.#auth.isPrincipal(credentials, 'service')
      ? credentials
      : this.#own();
  }

  #own() {
    return this.#auth.getOwnServiceCredentials();
  }
}

function ownerOf({ relations = [] }: Entity): string | undefined {
  return relations.find(({ type }) => type === RELATION_OWNED_BY)?.targetRef;
}
