import { BundlePorts } from '@huleedu/plugin-dockmaster-common';
import { Standard } from '@huleedu/rule-087';
import { Knex } from 'knex';
import { environmentPools } from '../ports/environmentPools';
import { PortError } from '../ports/PortError';
import { Change, PortChange } from '../ports/PortStore';
import { retrying } from '../ports/retrying';
import { databaseNow } from './databaseNow';
import { isPostgres } from './openDatabase';
import { PortTransaction, readPorts, record, REGISTRY } from './portChanges';
import { NumberTable, ReservationTable } from './portTables';

export type PortTransactionsOptions = {
  client: Knex;
  standard: Standard;
  /** How long a caller waits for the lock of an environment. */
  lockTimeoutMs: number;
  /** Told of every change, after it was committed. */
  onChange?: (change: PortChange) => void;
  /** Moves the database's clock: for tests of what takes days. */
  clockOffsetMs?: () => number;
};

/** How the ports are read and changed: each time in one transaction, which is done again where it fails in passing. */
export class PortTransactions {
  readonly #options: PortTransactionsOptions;

  constructor(options: PortTransactionsOptions) {
    this.#options = options;
  }

  /** Reads several tables as they were at one moment. */
  async read<T>(
    act: (client: Knex.Transaction, now: number) => Promise<T>,
  ): Promise<T> {
    const { client } = this.#options;
    return retrying(() =>
      client.transaction(
        async transaction => act(transaction, await this.#now(transaction)),
        isPostgres(client)
          ? { isolationLevel: 'repeatable read', readOnly: true }
          : undefined,
      ),
    );
  }

  /** Changes ports: the first statement locks the environment, so that all changes of it come one after another. */
  async change<T>(
    environment: string,
    act: (transaction: PortTransaction) => Promise<T>,
  ): Promise<T> {
    const { client, standard, onChange } = this.#options;
    environmentPools(standard, environment);
    const changes: PortChange[] = [];
    const result = await retrying(() => {
      changes.length = 0;
      return client.transaction(
        async transaction => {
          await this.#lock(transaction, environment);
          const now = await this.#now(transaction);
          const context = { client: transaction, environment, now, changes };
          await endWhatIsOver(context);
          return act(context);
        },
        // Under another level the lock would come after the snapshot.
        isPostgres(client) ? { isolationLevel: 'read committed' } : undefined,
      );
    });
    for (const change of changes) onChange?.(change);
    return result;
  }

  /**
   * Changes a reservation that is as its version says; undefined where there is no such reservation.
   *
   * @throws PortError STALE_VERSION
   */
  async changeReservation<T>(
    { id, version }: Change,
    act: (
      transaction: PortTransaction,
      row: ReservationTable,
      ports: BundlePorts,
    ) => Promise<T>,
  ): Promise<T | undefined> {
    const readRow = (client: Knex) =>
      client<ReservationTable>('port_reservations').where({ id }).first();
    const found = await this.read(readRow);
    if (!found) return undefined;
    return this.change(found.environment, async transaction => {
      const row = await readRow(transaction.client);
      if (!row) return undefined;
      if (row.version !== version) {
        throw new PortError(
          412,
          'STALE_VERSION',
          `The ports of ${row.owner_ref} were changed since: they are at version ${row.version}, not ${version}. Read them again.`,
          { reservation: id, version: row.version },
        );
      }
      return act(transaction, row, await readPorts(transaction.client, id));
    });
  }

  async #lock(transaction: Knex.Transaction, environment: string) {
    if (isPostgres(transaction)) {
      const limit = Math.trunc(this.#options.lockTimeoutMs);
      // Whoever has the lock and stops is put out while others still wait for it.
      await transaction.raw(
        `set local lock_timeout = ${limit}; set local idle_in_transaction_session_timeout = ${Math.ceil(
          limit / 2,
        )}`,
      );
    }
    await transaction('port_environments')
      .where({ name: environment })
      .increment('generation', 1);
  }

  async #now(client: Knex): Promise<number> {
    return (await databaseNow(client)) + (this.#options.clockOffsetMs?.() ?? 0);
  }
}

/** Ends leases and quarantines whose time has come. */
async function endWhatIsOver(transaction: PortTransaction) {
  const { client, environment, now } = transaction;
  const expired = await client<ReservationTable>('port_reservations')
    .where({ environment, state: 'leased' })
    .where('expires_at', '<=', now);
  for (const row of expired) {
    const ports = await readPorts(client, row.id);
    await client('port_numbers').where({ reservation_id: row.id }).delete();
    await client('port_reservations').where({ id: row.id }).delete();
    await record(transaction, 'expired', row, ports, REGISTRY);
  }
  await client<NumberTable>('port_numbers')
    .where({ environment })
    .where('quarantined_until', '<=', now)
    .delete();
}
