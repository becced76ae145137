import {
  CreateWaiverRequest,
  ServiceWaiver,
} from '@huleedu/plugin-dockmaster-common';
import { RequestOptions } from '../access/RequestOptions';

/** Clauses that are waived for services, as the API offers them. */
export interface Waivers {
  /** All waivers, or those of one service. @throws InputError when `entityRef` is no entity ref */
  list(
    entityRef: string | undefined,
    options: RequestOptions,
  ): Promise<ServiceWaiver[]>;
  /** @throws NotFoundError */
  get(id: string, options: RequestOptions): Promise<ServiceWaiver>;
  /** @throws InputError, NotFoundError, ConflictError */
  create(
    request: CreateWaiverRequest,
    options: RequestOptions,
  ): Promise<ServiceWaiver>;
  /** @throws NotFoundError */
  delete(id: string, options: RequestOptions): Promise<void>;
}
