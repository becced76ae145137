import { DEFAULT_ENVIRONMENT, Standard } from '@huleedu/rule-087';
import { Knex } from 'knex';
import { claimsOf } from '../ports/claims';
import { environmentPools } from '../ports/environmentPools';
import { PortFacts } from '../ports/PortFacts';
import { Snapshot } from '../ports/PortStore';
import { readObservations } from './DatabasePortObservations';
import {
  isOver,
  numberOf,
  NumberTable,
  portsById,
  reservationOf,
  ReservationTable,
} from './portTables';

/** Everything that decides about the ports of an environment, at one moment of the database's clock. */
export async function readSnapshot(
  client: Knex,
  standard: Standard,
  environment: string,
  now: number,
): Promise<Snapshot> {
  const pools = environmentPools(standard, environment);
  const observations = await readObservations(client);
  const rows = await client<ReservationTable>('port_reservations').where({
    environment,
  });
  const numbers = await client<NumberTable>('port_numbers').where({
    environment,
  });
  const byId = new Map(rows.map(row => [row.id, row]));
  const ports = portsById(numbers);
  return {
    now,
    observations,
    reservations: rows
      .filter(row => !isOver(row, now))
      .map(row => reservationOf(row, ports.get(row.id) ?? {})),
    facts: new PortFacts(
      pools,
      numbers.flatMap(
        row => numberOf(row, byId.get(row.reservation_id ?? ''), now) ?? [],
      ),
      // Files say nothing of other environments.
      environment === DEFAULT_ENVIRONMENT ? claimsOf(observations) : [],
    ),
  };
}
