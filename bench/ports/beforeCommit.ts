import type { Knex } from 'knex';

/** A transaction that fails after its last statement, and is not tried again. */
export class RolledBack extends Error {}

/** What PostgreSQL says when two transactions got in each other's way: the store tries again. */
export function serializationFailure(): Error {
  return Object.assign(new Error('could not serialize access'), {
    code: '40001',
  });
}

/** The same database, whose transactions do something more before they commit: where that fails, they are rolled back. */
export function beforeCommit(client: Knex, act: () => Promise<void>): Knex {
  const transaction: Knex['transaction'] = async (run: any, config?: any) =>
    client.transaction(async trx => {
      const result = await run(trx);
      await act();
      return result;
    }, config);
  return new Proxy(client, {
    get: (target, property) =>
      property === 'transaction'
        ? transaction
        : Reflect.get(target, property, target),
  });
}
