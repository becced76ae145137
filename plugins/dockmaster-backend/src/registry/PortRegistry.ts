import {
  ListReservationsRequest,
  PortDrift,
  PortHistory,
  PortHistoryRequest,
  PortImport,
  PortOverview,
  PortPreview,
  PortRelease,
  Reservation,
  ReservationPage,
  ReserveRequest,
} from '@huleedu/plugin-dockmaster-common';
import { RequestOptions } from '../access/RequestOptions';

/** The port registry, as the API offers it. Every method throws `PortError` with a code. */
export interface PortRegistry {
  overview(
    environment: string | undefined,
    options: RequestOptions,
  ): Promise<PortOverview>;
  drift(
    environment: string | undefined,
    options: RequestOptions,
  ): Promise<PortDrift[]>;
  preview(
    request: ReserveRequest,
    options: RequestOptions,
  ): Promise<PortPreview>;
  reserve(
    request: ReserveRequest,
    options: RequestOptions,
  ): Promise<{ reservation: Reservation; created: boolean }>;
  list(
    request: ListReservationsRequest,
    options: RequestOptions,
  ): Promise<ReservationPage>;
  get(id: string, options: RequestOptions): Promise<Reservation>;
  history(
    request: PortHistoryRequest,
    options: RequestOptions,
  ): Promise<PortHistory>;
  confirm(
    id: string,
    version: number,
    options: RequestOptions,
  ): Promise<Reservation>;
  renew(
    id: string,
    version: number,
    request: { ttl?: string; pullRequest?: string },
    options: RequestOptions,
  ): Promise<Reservation>;
  transfer(
    id: string,
    version: number,
    to: string,
    options: RequestOptions,
  ): Promise<Reservation>;
  release(
    id: string,
    version: number,
    options: RequestOptions,
  ): Promise<PortRelease>;
  import(
    request: { environment?: string; dryRun?: boolean },
    options: RequestOptions,
  ): Promise<PortImport>;
}
