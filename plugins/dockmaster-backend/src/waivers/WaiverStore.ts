import { ServiceWaiver } from '@huleedu/plugin-dockmaster-common';

/** Clauses that services need not hold. */
export interface WaiverStore {
  /** All, or those of some services. */
  list(entityRefs?: string[]): Promise<ServiceWaiver[]>;
  get(id: string): Promise<ServiceWaiver | undefined>;
  /** @throws ConflictError when the service has a waiver for the clause */
  create(waiver: ServiceWaiver): Promise<void>;
  /** What is not there counts as deleted. */
  delete(id: string): Promise<void>;
}
