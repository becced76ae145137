import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createStandard } from '@huleedu/rule-087/configuration';
import { Knex } from 'knex';
import { PortChange } from '../ports/PortStore';
import { insertReservation, record } from './portChanges';
import { PortTransactions } from './PortTransactions';

jest.setTimeout(60_000);

// PostgreSQL where an environment variable names one; see CONTRIBUTING.md.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});
const supported = databases.eachSupportedId();

async function setup(client: Knex, lockTimeoutMs = 5_000) {
  await client.migrate.latest({
    directory: resolvePackagePath(
      '@huleedu/plugin-dockmaster-backend',
      'migrations',
    ),
  });
  const environment = { name: 'default', generation: 0 };
  await client('port_environments').insert(environment);
  const told: PortChange[] = [];
  return {
    told,
    transactions: new PortTransactions({
      client,
      standard: createStandard({}),
      lockTimeoutMs,
      onChange: change => told.push(change),
    }),
  };
}

const failure = (code: string) => Object.assign(new Error(code), { code });

describe.each(supported)('a change of ports in %s', id => {
  it('is done again as a whole where it fails in passing, and told once', async () => {
    const client = await databases.init(id);
    const { transactions, told } = await setup(client);
    let tries = 0;
    await transactions.change('default', async transaction => {
      const row = await insertReservation(transaction, {
        owner_ref: 'component:default/a',
        kind: 'http',
        state: 'active',
        requester: 'x',
      });
      await record(transaction, 'reserved', row, { http: 7001 }, 'x');
      tries++;
      if (tries < 3) throw failure('40001');
    });
    expect(await client('port_reservations')).toHaveLength(1);
    expect(await client('port_events')).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  it('leaves nothing behind where it fails, and tells nobody', async () => {
    const client = await databases.init(id);
    const { transactions, told } = await setup(client);
    const change = transactions.change('default', async transaction => {
      const row = await insertReservation(transaction, {
        owner_ref: 'component:default/a',
        kind: 'http',
        state: 'active',
        requester: 'x',
      });
      await record(transaction, 'reserved', row, { http: 7001 }, 'x');
      throw failure('unforeseen');
    });
    await expect(change).rejects.toThrow('unforeseen');
    expect(await client('port_reservations')).toEqual([]);
    expect(await client('port_events')).toEqual([]);
    expect(told).toEqual([]);
  });

  it('comes after every other change of its environment, and before every later one', async () => {
    const client = await databases.init(id);
    const { transactions } = await setup(client);
    const order: string[] = [];
    const begun: string[] = [];
    client.on('query', ({ sql }) => {
      if (/^begin/i.test(sql)) begun.push(sql);
    });
    await Promise.all(
      ['a', 'b', 'c', 'd'].map(name =>
        transactions.change('default', async () => {
          order.push(name);
          await sleep(30);
          order.push(name);
        }),
      ),
    );
    const pairs = [0, 2, 4, 6].map(index => order.slice(index, index + 2));
    for (const [first, second] of pairs) expect(second).toBe(first);
    // Nobody was turned away and had to try again.
    expect(begun).toHaveLength(4);
    const [{ generation }] = await client('port_environments');
    expect(Number(generation)).toBe(4);
  });
});

// SQLite has one connection, for which everybody waits.
for (const [id] of supported.filter(([name]) => name === 'POSTGRES_15')) {
  describe(`a change of ports that has to wait in ${id}`, () => {
    it('ends with a word of its own when it takes too long, and is nothing afterwards', async () => {
      const client = await databases.init(id);
      const { transactions } = await setup(client, 300);
      const other = await client.transaction();
      await other('port_environments').increment('generation', 1);
      let isThrough = false;
      const change = transactions.change('default', async () => {
        isThrough = true;
      });
      await expect(change).rejects.toMatchObject({
        code: 'REGISTRY_BUSY',
        statusCode: 503,
        details: { retryAfterSeconds: 1 },
      });
      expect(isThrough).toBe(false);
      await other.rollback();
    });

    it('is not kept from it by a process that stopped with the lock in its hands', async () => {
      const client = await databases.init(id);
      const { transactions } = await setup(client, 1_000);
      let goOn = () => {};
      const stopped = new Promise<void>(resolve => {
        goOn = resolve;
      });
      let tries = 0;
      const first = transactions.change('default', async () => {
        tries++;
        if (tries === 1) await stopped;
      });
      await sleep(100);
      await transactions.change('default', async () => {});
      goOn();
      await first;
      expect(tries).toBe(2);
    });
  });
}

it.each(supported)('reads several tables as of one moment in %s', async id => {
  const client = await databases.init(id);
  const { transactions } = await setup(client);
  const count = (reader: Knex) => reader('port_reservations').select('id');
  let writing: Promise<unknown> = Promise.resolve();
  await transactions.read(async reader => {
    const before = await count(reader);
    writing = transactions.change('default', transaction =>
      insertReservation(transaction, {
        owner_ref: 'component:default/a',
        kind: 'http',
        state: 'active',
        requester: 'x',
      }),
    );
    await sleep(100);
    expect(await count(reader)).toEqual(before);
  });
  await writing;
  expect(await count(client)).toHaveLength(1);
});
