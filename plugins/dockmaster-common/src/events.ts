import { BundlePorts, PortEvent } from './api/schemas.generated';

/** Published when a service's report changed; the payload is {@link ReportUpdatedPayload}. @public */
export const REPORT_UPDATED_TOPIC = 'dockmaster.report.updated';

/** Published when ports were reserved, confirmed, released and so on; the payload is {@link PortsChangedPayload}. @public */
export const PORTS_CHANGED_TOPIC = 'dockmaster.ports.changed';

/** Published once before a lease ends; the payload is the `Reservation`. @public */
export const LEASE_ENDING_TOPIC = 'dockmaster.ports.lease-ending';

/** @public */
export type PortsChangedPayload = {
  action: PortEvent['action'];
  environment: string;
  owner: string;
  reservation: string;
  ports: BundlePorts;
};

/** @public */
export type ReportUpdatedPayload = {
  entityRef: string;
  conforms: boolean | null;
  score: number | null;
};
