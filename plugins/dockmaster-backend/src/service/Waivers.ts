import { randomUUID } from 'node:crypto';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  CreateWaiverRequest,
  reportReadPermission,
  ServiceWaiver,
  waiverManagePermission,
} from '@huleedu/plugin-dockmaster-common';
import { clauses } from '@huleedu/rule-087';
import { WaiverStore } from '../database/WaiverStore';
import { ServiceCatalog } from '../inspection/ServiceCatalog';
import { actorOf } from './actorOf';
import { Authorization } from './Authorization';
import { RequestOptions } from './ServiceReports';

/** Clauses that services need not hold: who may grant it, and for what. */
export class Waivers {
  readonly #store: WaiverStore;
  readonly #catalog: ServiceCatalog;
  readonly #authorization: Authorization;

  constructor(options: {
    store: WaiverStore;
    catalog: ServiceCatalog;
    authorization: Authorization;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#authorization = options.authorization;
  }

  /** Those that the caller may read. */
  async list(
    entityRef: string | undefined,
    options: RequestOptions,
  ): Promise<ServiceWaiver[]> {
    const all = await this.#store.list(
      entityRef === undefined ? undefined : [refOf(entityRef)],
    );
    const refs = [...new Set(all.map(waiver => waiver.entityRef))];
    const allowed = new Set(
      await this.#authorization.allowed(reportReadPermission, refs, options),
    );
    return all.filter(waiver => allowed.has(waiver.entityRef));
  }

  /** @throws InputError, NotFoundError, ConflictError, NotAllowedError */
  async create(
    request: CreateWaiverRequest,
    options: RequestOptions,
  ): Promise<ServiceWaiver> {
    const entityRef = refOf(request.entityRef);
    const { clause, until } = request;
    const reason = request.reason.trim();
    if (!clauses.some(({ id }) => id === clause)) {
      throw new InputError(
        `clause is "${clause}", and there is no such clause. GET /clauses lists them.`,
      );
    }
    if (reason === '')
      throw new InputError('reason is empty. Say why the rule does not fit.');
    if (until !== undefined && Number.isNaN(Date.parse(until))) {
      throw new InputError(`until is "${until}"; write a day as YYYY-MM-DD.`);
    }
    if (!(await this.#catalog.has(entityRef, options.credentials))) {
      throw new NotFoundError(`${entityRef} is no service of the catalog`);
    }
    await this.#authorization.requireOn(
      waiverManagePermission,
      entityRef,
      options,
    );
    const waiver: ServiceWaiver = {
      id: randomUUID(),
      entityRef,
      clause,
      reason,
      ...(until !== undefined && { until }),
      by: actorOf(options),
      createdAt: new Date().toISOString(),
    };
    await this.#store.create(waiver);
    return waiver;
  }

  /** @throws NotFoundError, NotAllowedError */
  async delete(id: string, options: RequestOptions) {
    const waiver = await this.#store.get(id);
    if (!waiver) throw new NotFoundError(`There is no waiver ${id}`);
    await this.#authorization.requireOn(
      waiverManagePermission,
      waiver.entityRef,
      options,
    );
    await this.#store.delete(id);
  }
}

function refOf(entityRef: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(entityRef.toLocaleLowerCase('en-US'), {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `entityRef is "${entityRef}", which is no entity ref. Write it as component:default/billing-service.`,
    );
  }
}
