import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ListServicesRequest,
  ServiceDetail,
  ServicePage,
} from '@huleedu/plugin-dockmaster-common';
import { VerdictChange } from '../database/InspectionStore';

export type RequestOptions = { credentials: BackstageCredentials };

/** What the API offers on services. */
export interface ServiceReports {
  list(
    request: ListServicesRequest,
    options: RequestOptions,
  ): Promise<ServicePage>;
  /** @throws NotFoundError when the caller sees no such entity, or it is no service */
  get(entityRef: string, options: RequestOptions): Promise<ServiceDetail>;
  history(entityRef: string, options: RequestOptions): Promise<VerdictChange[]>;
  refresh(entityRef: string, options: RequestOptions): Promise<ServiceDetail>;
}
