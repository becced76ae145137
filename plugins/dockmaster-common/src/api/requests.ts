import type { operations } from './openapi.generated';
import type { Reservation } from './schemas.generated';

type QueryOf<Operation extends keyof operations> = NonNullable<
  operations[Operation]['parameters']['query']
>;

/** Filters and order of a list of services. @public */
export type ListServicesRequest = QueryOf<'ListServices'>;

/** Filters of a list of reservations. @public */
export type ListReservationsRequest = QueryOf<'ListReservations'>;

/** The port, the owner, or both, of which the history is asked. @public */
export type PortHistoryRequest = QueryOf<'GetPortHistory'>;

/** The version that a change is based on. @public */
export type ReservationVersion = Pick<Reservation, 'id' | 'version'>;
