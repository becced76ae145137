import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** The plugin's database, with its tables as this version has them. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({
      directory: resolvePackagePath(
        '@huleedu/plugin-dockmaster-backend',
        'migrations',
      ),
    });
  }
  return client;
}

export function isPostgres(client: Knex): boolean {
  return client.client.config.client === 'pg';
}
