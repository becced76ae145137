import {
  ListReservationsRequest,
  ListServicesRequest,
  PortHistoryRequest,
  ReservationVersion,
} from './requests';
import {
  CheckRequest,
  ClauseExplanation,
  CreateWaiverRequest,
  FleetSummary,
  PortDrift,
  PortHistory,
  PortImport,
  PortOverview,
  PortPreview,
  PortRelease,
  Report,
  Reservation,
  ReservationPage,
  ReserveRequest,
  ServiceDetail,
  ServiceFix,
  ServiceForecast,
  ServicePage,
  ServiceWaiver,
} from './schemas.generated';

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
  /** Reads the service's files again, judges them and returns the result. */
  refreshService(entity: EntityAddress): Promise<ServiceDetail>;
  /** The build steps that an edit of the service repeats. */
  getForecast(entity: EntityAddress): Promise<ServiceForecast>;
  /** A fix of the service, as a diff of its files. */
  getFix(entity: EntityAddress): Promise<ServiceFix>;
  /** The clauses of the rule, explained, in the rule's order. */
  listClauses(): Promise<ClauseExplanation[]>;

  /** Judges files without storing anything. */
  check(request: CheckRequest): Promise<Report>;
  /** The fleet in numbers, by clause and by owner. */
  getSummary(): Promise<FleetSummary>;
  listWaivers(entityRef?: string): Promise<ServiceWaiver[]>;
  /** Waives a clause for a service, with a reason. */
  createWaiver(request: CreateWaiverRequest): Promise<ServiceWaiver>;
  /** Ends a waiver. */
  deleteWaiver(id: string): Promise<void>;

  /** Every number of the pools, with its state. */
  getPorts(environment?: string): Promise<PortOverview>;
  /** The ports that a reservation would get now; nothing is reserved. */
  previewPorts(request: ReserveRequest): Promise<PortPreview>;
  /** Takes ports for an owner, or returns those that it has. */
  reservePorts(request: ReserveRequest): Promise<Reservation>;
  listReservations(request?: ListReservationsRequest): Promise<ReservationPage>;
  getReservation(id: string): Promise<Reservation>;
  /** Makes a lease stay. */
  confirmPorts(reservation: ReservationVersion): Promise<Reservation>;
  /** Lets a lease last longer, for example while a pull request is open. */
  renewPorts(
    reservation: ReservationVersion,
    options?: { ttl?: string; pullRequest?: string },
  ): Promise<Reservation>;
  /** Gives the ports to another owner, as when a service is renamed. */
  transferPorts(
    reservation: ReservationVersion,
    owner: string,
  ): Promise<Reservation>;
  /** Gives the ports back; they rest in quarantine for a while. */
  releasePorts(reservation: ReservationVersion): Promise<PortRelease>;
  getPortHistory(request: PortHistoryRequest): Promise<PortHistory>;
  /** Where files, registry and pools differ. */
  getPortDrift(environment?: string): Promise<PortDrift[]>;
  /** Registers what the fleet's files say; by default only says what would be written. */
  importPorts(options?: {
    environment?: string;
    dryRun?: boolean;
  }): Promise<PortImport>;
}
