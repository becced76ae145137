import {
  ClauseExplanation,
  ListServicesRequest,
  ServiceDetail,
  ServicePage,
} from './types';

/** Identifies one entity. @public */
export type EntityAddress = { kind: string; namespace: string; name: string };

/**
 * The Dockmaster backend, as its clients see it.
 *
 * @remarks
 * Every method rejects with a `ResponseError` of `@backstage/errors` when the backend refuses.
 *
 * @public
 */
export interface DockmasterApi {
  listServices(request?: ListServicesRequest): Promise<ServicePage>;
  getService(entity: EntityAddress): Promise<ServiceDetail>;
  /** Reads the service's files anew, judges them and returns the outcome. */
  refreshService(entity: EntityAddress): Promise<ServiceDetail>;
  /** What each clause of the rule wants, and why, in the rule's order. */
  listClauses(): Promise<ClauseExplanation[]>;
}
