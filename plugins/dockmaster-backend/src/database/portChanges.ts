import { randomUUID } from 'node:crypto';
import {
  BundlePorts,
  PortEvent,
  PortRole,
} from '@huleedu/plugin-dockmaster-common';
import { Knex } from 'knex';
import { PortChange } from '../ports/PortStore';
import { iso, NumberTable, portsById, ReservationTable } from './portTables';

/** A change under way: it has the lock of its environment. */
export type PortTransaction = {
  client: Knex.Transaction;
  environment: string;
  /** By the database's clock, in milliseconds since 1970. */
  now: number;
  /** What will be told once it is committed. */
  changes: PortChange[];
};

/** Who acts where nobody asked. */
export const REGISTRY = 'dockmaster';

export async function readPorts(
  client: Knex,
  reservation: string,
): Promise<BundlePorts> {
  const rows = await client<NumberTable>('port_numbers').where({
    reservation_id: reservation,
  });
  return portsById(rows).get(reservation) ?? {};
}

type NewReservation = Pick<
  ReservationTable,
  'owner_ref' | 'kind' | 'state' | 'requester'
> &
  Partial<ReservationTable>;

export async function insertReservation(
  { client, environment, now }: PortTransaction,
  values: NewReservation,
): Promise<ReservationTable> {
  const row: ReservationTable = {
    id: randomUUID(),
    environment,
    task_id: null,
    pull_request_url: null,
    expires_at: null,
    warned_at: null,
    version: 1,
    missing_scans: 0,
    missing_since: null,
    created_at: now,
    updated_at: now,
    ...values,
  };
  await client('port_reservations').insert(row);
  return row;
}

/** A change that whoever has the reservation must know of: it counts the version up. */
export async function updateReservation(
  { client, now }: PortTransaction,
  row: ReservationTable,
  values: Partial<ReservationTable>,
): Promise<ReservationTable> {
  const changed = { ...values, version: row.version + 1, updated_at: now };
  await client<ReservationTable>('port_reservations')
    .where({ id: row.id })
    .update(changed);
  return { ...row, ...changed };
}

/** Gives numbers to a reservation, be it out of quarantine. */
export async function insertNumbers(
  { client, environment }: PortTransaction,
  { id, owner_ref }: ReservationTable,
  ports: BundlePorts,
  provenanceOf: (role: PortRole) => NumberTable['provenance'],
) {
  const entries = entriesOf(ports);
  if (entries.length === 0) return;
  await client<NumberTable>('port_numbers')
    .where({ environment })
    .whereNull('reservation_id')
    .whereIn('port', Object.values(ports))
    .delete();
  await client('port_numbers').insert(
    entries.map(([role, port]) => ({
      environment,
      protocol: 'tcp',
      port,
      role,
      owner_ref,
      reservation_id: id,
      provenance: provenanceOf(role),
      previous_owner: null,
      released_at: null,
      quarantined_until: null,
    })),
  );
}

/** Ends a reservation; its numbers rest for a while. */
export async function quarantine(
  transaction: PortTransaction,
  row: ReservationTable,
  ports: BundlePorts,
  { actor, quarantineMs }: { actor: string; quarantineMs: number },
) {
  const { client, now } = transaction;
  const until = now + quarantineMs;
  await client<NumberTable>('port_numbers')
    .where({ reservation_id: row.id })
    .update({
      owner_ref: null,
      reservation_id: null,
      previous_owner: row.owner_ref,
      released_at: now,
      quarantined_until: until,
    });
  await client('port_reservations').where({ id: row.id }).delete();
  await record(transaction, 'released', row, ports, actor, {
    quarantinedUntil: iso(until),
  });
  return { ports, quarantinedUntil: iso(until) };
}

/** Writes what happened to each port, and keeps it to be told once it is committed. */
export async function record(
  { client, environment, now, changes }: PortTransaction,
  action: PortEvent['action'],
  row: ReservationTable,
  ports: BundlePorts,
  actor: string,
  detail: Record<string, unknown> = {},
) {
  const entries = entriesOf(ports);
  if (entries.length === 0) return;
  const said = Object.entries(detail).filter(
    ([, value]) => !Array.isArray(value) || value.length > 0,
  );
  await client('port_events').insert(
    entries.map(([role, port]) => ({
      at: now,
      environment,
      action,
      owner_ref: row.owner_ref,
      actor,
      reservation_id: row.id,
      port,
      role,
      detail: said.length > 0 ? JSON.stringify(Object.fromEntries(said)) : null,
    })),
  );
  const { owner_ref: owner, id: reservation } = row;
  changes.push({ action, environment, owner, reservation, ports });
}

function entriesOf(ports: BundlePorts) {
  return Object.entries(ports) as Array<[PortRole, number]>;
}
