import {
  FleetSummary,
  ListServicesRequest,
  ServiceDetail,
  ServiceFix,
  ServiceForecast,
  ServicePage,
} from '@huleedu/plugin-dockmaster-common';
import { RequestOptions } from '../access/RequestOptions';
import { VerdictChange } from '../inspection/InspectionStore';

/** What the API offers on services. */
export interface ServiceReports {
  list(
    request: ListServicesRequest,
    options: RequestOptions,
  ): Promise<ServicePage>;
  /** Entity refs of all services that the caller sees. */
  refs(options: RequestOptions): Promise<string[]>;
  /** The services that the caller sees in numbers, or those of them that `only` names. */
  summary(
    options: RequestOptions & { only?: (entityRef: string) => boolean },
  ): Promise<FleetSummary>;
  /** @throws NotFoundError when the caller sees no such entity, or it is no service */
  get(entityRef: string, options: RequestOptions): Promise<ServiceDetail>;
  history(entityRef: string, options: RequestOptions): Promise<VerdictChange[]>;
  /** @throws NotFoundError when there are no files from which it could be said */
  forecast(
    entityRef: string,
    options: RequestOptions,
  ): Promise<ServiceForecast>;
  /** @throws NotFoundError when there are no files that could be fixed */
  fix(entityRef: string, options: RequestOptions): Promise<ServiceFix>;
  refresh(entityRef: string, options: RequestOptions): Promise<ServiceDetail>;
}
