import {
  BundlePorts,
  PortEvent,
  PortRole,
  Reservation,
} from '@huleedu/plugin-dockmaster-common';
import { ObservationRow } from '../ports/claims';
import { NumberRow } from '../ports/PortFacts';

/** PostgreSQL gives its 64-bit integers as text. */
type Instant = number | string;

export type ReservationTable = {
  id: string;
  environment: string;
  owner_ref: string;
  kind: Reservation['kind'];
  state: Reservation['state'];
  requester: string;
  task_id: string | null;
  pull_request_url: string | null;
  expires_at: Instant | null;
  warned_at: Instant | null;
  version: number;
  missing_scans: number;
  missing_since: Instant | null;
  created_at: Instant;
  updated_at: Instant;
};

export type NumberTable = {
  id: number;
  environment: string;
  protocol: string;
  port: number;
  role: PortRole;
  owner_ref: string | null;
  reservation_id: string | null;
  provenance: 'chosen' | 'explicit' | 'offset' | 'imported';
  previous_owner: string | null;
  released_at: Instant | null;
  quarantined_until: Instant | null;
};

export type EventTable = {
  id: number;
  at: Instant;
  environment: string;
  action: PortEvent['action'];
  owner_ref: string;
  actor: string;
  reservation_id: string;
  port: number;
  role: PortRole;
  detail: string | null;
};

export type ObservationTable = {
  id: number;
  scope: string;
  owner_ref: string | null;
  compose_service: string | null;
  role: ObservationRow['role'];
  protocol: string;
  port: number | null;
  source: ObservationRow['source'];
  variable: string | null;
  is_literal: boolean | number;
  file: string;
  line: number;
  url: string | null;
  seen_at: Instant;
  missing_scans: number;
  missing_since: Instant | null;
};

export const iso = (at: Instant) => new Date(Number(at)).toISOString();

export function reservationOf(
  row: ReservationTable,
  ports: BundlePorts,
): Reservation {
  return {
    id: row.id,
    version: row.version,
    owner: row.owner_ref,
    environment: row.environment,
    kind: row.kind,
    state: row.state,
    requester: row.requester,
    ...(row.expires_at !== null && { expiresAt: iso(row.expires_at) }),
    ports,
    ...(row.task_id !== null && { task: row.task_id }),
    ...(row.pull_request_url !== null && { pullRequest: row.pull_request_url }),
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
  };
}

/** Whether a lease has ended, be its row there still. */
export function isOver({ expires_at: at }: ReservationTable, now: number) {
  return at !== null && Number(at) <= now;
}

/** The ports of each reservation. */
export function portsById(
  numbers: Array<Pick<NumberTable, 'reservation_id' | 'role' | 'port'>>,
): Map<string, BundlePorts> {
  const ports = new Map<string, BundlePorts>();
  for (const { reservation_id: id, role, port } of numbers) {
    if (id !== null) ports.set(id, { ...ports.get(id), [role]: port });
  }
  return ports;
}

/** A number as those see it who choose; undefined where its lease or quarantine is over. */
export function numberOf(
  row: NumberTable,
  reservation: ReservationTable | undefined,
  now: number,
): NumberRow | undefined {
  const { port, role } = row;
  if (!reservation) {
    const until = Number(row.quarantined_until ?? 0);
    return until > now
      ? {
          port,
          role,
          owner: null,
          state: 'quarantined',
          previousOwner: row.previous_owner ?? undefined,
          releasedAt: Number(row.released_at ?? 0),
          until,
        }
      : undefined;
  }
  const until =
    reservation.expires_at === null
      ? undefined
      : Number(reservation.expires_at);
  if (until !== undefined && until <= now) return undefined;
  return { port, role, owner: row.owner_ref, state: reservation.state, until };
}

export function eventOf(row: EventTable): PortEvent {
  return {
    at: iso(row.at),
    environment: row.environment,
    action: row.action,
    owner: row.owner_ref,
    actor: row.actor,
    port: row.port,
    role: row.role,
    reservation: row.reservation_id,
    ...(row.detail !== null && { detail: row.detail }),
  };
}

export function observationOf(row: ObservationTable): ObservationRow {
  return {
    scope: row.scope,
    owner: row.owner_ref,
    composeService: row.compose_service,
    role: row.role,
    protocol: row.protocol,
    port: row.port,
    source: row.source,
    variable: row.variable,
    isLiteral: Boolean(row.is_literal),
    file: row.file,
    line: row.line,
    ...(row.url !== null && { url: row.url }),
    isSeen: row.missing_scans === 0,
  };
}
