import { readdirSync } from 'node:fs';
import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from './openDatabase';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@huleedu/plugin-dockmaster-backend',
  'migrations',
);
const files = readdirSync(directory).filter(file => file.endsWith('.js'));
// PostgreSQL where an environment variable names one; see CONTRIBUTING.md.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

/** Tables, columns, indexes and constraints, but for those in which knex keeps what it has done. */
async function schemaOf(client: Knex): Promise<unknown> {
  if (isPostgres(client)) {
    const { rows } = await client.raw(`
      select table_name as object, column_name as name,
             concat_ws(' ', data_type, is_nullable, column_default) as what
        from information_schema.columns where table_schema = current_schema()
      union all
      select tablename, indexname, indexdef from pg_indexes where schemaname = current_schema()
      union all
      select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        from pg_constraint where connamespace = current_schema()::regnamespace
      order by 1, 2, 3`);
    return rows.filter(
      ({ object }: { object: string }) => !object.startsWith('knex_'),
    );
  }
  const tables: Array<{ name: string; sql: string }> = await client(
    'sqlite_master',
  )
    .where({ type: 'table' })
    .whereNot('name', 'like', 'knex_%')
    .whereNot('name', 'like', 'sqlite_%')
    .orderBy('name');
  return Promise.all(
    tables.map(async ({ name, sql }) => ({
      name,
      columns: await client.raw('select * from pragma_table_info(?)', [name]),
      keys: await client.raw('select * from pragma_foreign_key_list(?)', [
        name,
      ]),
      indexes: await client.raw(
        'select l.name, l."unique", i.seqno, i.name as "column" from pragma_index_list(?) l, pragma_index_info(l.name) i order by 1, 3',
        [name],
      ),
      checks: sql.match(/check ?\(.*?\)/gi) ?? [],
    })),
  );
}

it.each(databases.eachSupportedId())(
  'on %s every migration takes back what it did, and does it again',
  async id => {
    const client = await databases.init(id);
    const schemas = [await schemaOf(client)];
    for (const _ of files) {
      await client.migrate.up({ directory });
      schemas.push(await schemaOf(client));
    }
    expect(new Set(schemas.map(schema => JSON.stringify(schema))).size).toBe(
      files.length + 1,
    );
    for (const index of files.keys()) {
      const done = files.length - index;
      await client.migrate.down({ directory });
      expect(await schemaOf(client)).toEqual(schemas[done - 1]);
      await client.migrate.up({ directory });
      expect(await schemaOf(client)).toEqual(schemas[done]);
      await client.migrate.down({ directory });
    }
    expect(await client.migrate.currentVersion({ directory })).toBe('none');
    await client.migrate.latest({ directory });
    expect(await schemaOf(client)).toEqual(schemas[files.length]);
  },
);

describe.each(databases.eachSupportedId())('the port tables in %s', id => {
  let client: Knex;

  const number = {
    environment: 'default',
    protocol: 'tcp',
    port: 7001,
    role: 'http',
    owner_ref: 'component:default/a',
    provenance: 'chosen',
  };
  const reservation = {
    id: '1',
    environment: 'default',
    owner_ref: 'component:default/a',
    kind: 'http',
    state: 'active',
    requester: 'user:default/ada',
    version: 1,
    missing_scans: 0,
    created_at: 0,
    updated_at: 0,
  };

  beforeEach(async () => {
    client = await databases.init(id);
    await client.migrate.latest({ directory });
    await client('port_reservations').insert(reservation);
    await client('port_numbers').insert(number);
  });

  it.each<[string, string, object]>([
    ['another number', 'port_numbers', { port: 7002, owner_ref: 'b' }],
    ['another environment', 'port_numbers', { environment: 'staging' }],
    ['another protocol', 'port_numbers', { protocol: 'udp', owner_ref: 'b' }],
    ['another role', 'port_numbers', { port: 5441, role: 'database' }],
    ['numbers of nobody', 'port_numbers', { port: 7002, owner_ref: null }],
    ['another owner', 'port_reservations', { id: '2', owner_ref: 'b' }],
  ])('take %s', async (_, table, values) => {
    const row = table === 'port_numbers' ? number : reservation;
    await client(table).insert({ ...row, ...values });
    expect(await client(table)).toHaveLength(2);
  });

  it.each<[string, string, object]>([
    ['a number twice', 'port_numbers', { owner_ref: 'b' }],
    ['a number of nobody twice', 'port_numbers', { owner_ref: null }],
    ['a second number for the same', 'port_numbers', { port: 7002 }],
    ['a second reservation of an owner', 'port_reservations', { id: '2' }],
  ])('refuse %s by themselves', async (_, table, values) => {
    const row = table === 'port_numbers' ? number : reservation;
    const inserted = client(table).insert({ ...row, ...values });
    await expect(inserted).rejects.toMatchObject({
      code: isPostgres(client) ? '23505' : 'SQLITE_CONSTRAINT_UNIQUE',
    });
  });

  it.each([0, 65_536])('refuse the number %d', async port => {
    const inserted = client('port_numbers').insert({
      ...number,
      port,
      owner_ref: 'b',
    });
    await expect(inserted).rejects.toMatchObject({
      code: isPostgres(client) ? '23514' : 'SQLITE_CONSTRAINT_CHECK',
    });
  });
});
