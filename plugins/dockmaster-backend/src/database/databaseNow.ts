import { Knex } from 'knex';
import { isPostgres } from './openDatabase';

/** The database's clock, in milliseconds since 1970: replicas have clocks of their own, and they differ. */
export async function databaseNow(client: Knex): Promise<number> {
  if (isPostgres(client)) {
    const { rows } = await client.raw(
      'select floor(extract(epoch from clock_timestamp()) * 1000) as now',
    );
    return Number(rows[0].now);
  }
  const [{ now }] = await client.raw(
    "select cast((julianday('now') - 2440587.5) * 86400000 as integer) as now",
  );
  return Number(now);
}
