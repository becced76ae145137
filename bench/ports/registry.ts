import { resolve } from 'node:path';
import { createStandard } from '@huleedu/rule-087/configuration';
import knex, { Knex } from 'knex';
import { DatabasePortStore } from '../../plugins/dockmaster-backend/src/database/DatabasePortStore';

/** Pools as rule 087 has them: twenty HTTP ports and twenty database ports. */
export const standard = createStandard({});
export const SLOTS = standard.ports.http.to - standard.ports.http.from + 1;
export const LOCK_TIMEOUT_MS = 10_000;

/** A connection pool as Backstage makes them. */
export function connect(connectionString: string): Knex {
  const silent = () => {};
  return knex({
    client: 'pg',
    connection: connectionString,
    // Connections that break are part of the game.
    log: { warn: silent, error: silent, debug: silent, deprecate: silent },
  });
}

export async function createTables(client: Knex) {
  await client.migrate.latest({
    directory: resolve('plugins/dockmaster-backend/migrations'),
  });
  await openStore(client);
}

export function openStore(client: Knex): Promise<DatabasePortStore> {
  return DatabasePortStore.open({
    client,
    standard,
    quarantineMs: 2 * 3_600_000,
    lockTimeoutMs: LOCK_TIMEOUT_MS,
  });
}
