import {
  BundlePorts,
  ListReservationsRequest,
  PortRole,
  Reservation,
} from '@huleedu/plugin-dockmaster-common';
import { environmentsOf, Standard } from '@huleedu/rule-087';
import { chooseBundle, Reused, Wish } from '../ports/chooseBundle';
import { PortError } from '../ports/PortError';
import { Change, ImportBundle, PortStore, Reserve } from '../ports/PortStore';
import { wishOf } from '../ports/wishOf';
import {
  insertNumbers,
  insertReservation,
  PortTransaction,
  quarantine,
  readPorts,
  record,
  updateReservation,
} from './portChanges';
import { PortHousekeeping } from './PortHousekeeping';
import { PortReader } from './PortReader';
import {
  iso,
  NumberTable,
  reservationOf,
  ReservationTable,
} from './portTables';
import { PortTransactions, PortTransactionsOptions } from './PortTransactions';
import { readSnapshot } from './readSnapshot';

export type DatabasePortStoreOptions = PortTransactionsOptions & {
  /** How long released numbers rest. */
  quarantineMs: number;
};

/** Ports in SQLite or PostgreSQL. */
export class DatabasePortStore implements PortStore {
  readonly #transactions: PortTransactions;
  readonly #reader: PortReader;
  readonly #housekeeping: PortHousekeeping;
  readonly #standard: Standard;
  readonly #quarantineMs: number;

  private constructor(options: DatabasePortStoreOptions) {
    const { standard, quarantineMs } = options;
    const transactions = new PortTransactions(options);
    this.#transactions = transactions;
    this.#reader = new PortReader({ transactions, standard });
    this.#housekeeping = new PortHousekeeping({
      transactions,
      standard,
      quarantineMs,
    });
    this.#standard = standard;
    this.#quarantineMs = quarantineMs;
  }

  /** Takes a database whose tables are there. */
  static async open(
    options: DatabasePortStoreOptions,
  ): Promise<DatabasePortStore> {
    await options
      .client('port_environments')
      .insert(
        environmentsOf(options.standard).map(name => ({ name, generation: 0 })),
      )
      .onConflict('name')
      .ignore();
    return new DatabasePortStore(options);
  }

  async reserve(request: Reserve) {
    return this.#transactions.change(request.environment, async transaction => {
      const known = await ownersReservation(transaction, request.owner);
      if (known) return this.#reserveAgain(transaction, known, request);
      const { ports, reused } = await this.#choose(
        transaction,
        wishOf(request, {}),
      );
      const row = await insertReservation(transaction, {
        owner_ref: request.owner,
        kind: request.kind,
        state: request.state,
        requester: request.requester,
        task_id: request.task ?? null,
        pull_request_url: request.pullRequest ?? null,
        expires_at:
          request.state === 'leased' ? transaction.now + request.ttlMs : null,
      });
      await insertNumbers(transaction, row, ports, provenance(request));
      await record(transaction, 'reserved', row, ports, request.requester, {
        reused,
      });
      return {
        created: true,
        reservation: withReused(reservationOf(row, ports), reused),
      };
    });
  }

  async #reserveAgain(
    transaction: PortTransaction,
    known: ReservationTable,
    request: Reserve,
  ) {
    const held = await readPorts(transaction.client, known.id);
    refuseOther(known, held, request);
    const wish = wishOf(request, held);
    const isConfirmed = request.state === 'active' && known.state === 'leased';
    if (!wish.http && !wish.database && !isConfirmed) {
      return { created: false, reservation: reservationOf(known, held) };
    }
    const { ports, reused } = await this.#choose(transaction, wish);
    const row = await updateReservation(transaction, known, {
      ...(wish.http && { kind: 'http' as const }),
      ...(isConfirmed && { state: 'active' as const, expires_at: null }),
    });
    await insertNumbers(transaction, row, ports, provenance(request));
    await record(transaction, 'reserved', row, ports, request.requester, {
      reused,
    });
    if (isConfirmed)
      await record(transaction, 'confirmed', row, held, request.requester);
    return {
      created: false,
      reservation: withReused(
        reservationOf(row, { ...held, ...ports }),
        reused,
      ),
    };
  }

  async confirm(change: Change) {
    const confirmed = await this.#transactions.changeReservation(
      change,
      async (transaction, row, ports) => {
        if (row.state === 'active') return reservationOf(row, ports);
        const next = await updateReservation(transaction, row, {
          state: 'active',
          expires_at: null,
        });
        await record(transaction, 'confirmed', next, ports, change.actor);
        return reservationOf(next, ports);
      },
    );
    return existing(confirmed, change);
  }

  async renew(change: Change & { ttlMs: number; pullRequest?: string }) {
    const renewed = await this.#transactions.changeReservation(
      change,
      async (transaction, row, ports) => {
        if (row.state !== 'leased') {
          throw new PortError(
            409,
            'NOT_LEASED',
            `The ports of ${row.owner_ref} are active: they do not expire, so there is nothing to renew.`,
            { owner: row.owner_ref, reservation: row.id },
          );
        }
        const next = await updateReservation(transaction, row, {
          expires_at: transaction.now + change.ttlMs,
          warned_at: null,
          ...(change.pullRequest && { pull_request_url: change.pullRequest }),
        });
        await record(transaction, 'renewed', next, ports, change.actor, {
          until: iso(next.expires_at!),
        });
        return reservationOf(next, ports);
      },
    );
    return existing(renewed, change);
  }

  async transfer(change: Change & { owner: string }) {
    const transferred = await this.#transactions.changeReservation(
      change,
      async (transaction, row, ports) => {
        const { owner } = change;
        if (row.owner_ref === owner) return reservationOf(row, ports);
        const other = await ownersReservation(transaction, owner);
        if (other) {
          throw new PortError(
            409,
            'OWNER_HELD',
            `${owner} has ports of its own. Release these first.`,
            { owner, reservation: other.id },
          );
        }
        const next = await updateReservation(transaction, row, {
          owner_ref: owner,
        });
        await transaction
          .client<NumberTable>('port_numbers')
          .where({ reservation_id: row.id })
          .update({ owner_ref: owner });
        await record(transaction, 'transferred', next, ports, change.actor, {
          from: row.owner_ref,
        });
        return reservationOf(next, ports);
      },
    );
    return existing(transferred, change);
  }

  async release(change: Change) {
    return this.#transactions.changeReservation(
      change,
      (transaction, row, ports) =>
        quarantine(transaction, row, ports, {
          actor: change.actor,
          quarantineMs: this.#quarantineMs,
        }),
    );
  }

  async importBundles(bundles: ImportBundle[]) {
    const environments = new Set(bundles.map(bundle => bundle.environment));
    for (const environment of environments) {
      await this.#transactions.change(environment, async transaction => {
        for (const bundle of bundles) {
          if (bundle.environment !== environment) continue;
          const { owner, kind, ports, actor, detail } = bundle;
          if (await ownersReservation(transaction, owner)) continue;
          const row = await insertReservation(transaction, {
            owner_ref: owner,
            kind,
            state: 'active',
            requester: actor,
          });
          await insertNumbers(transaction, row, ports, () => 'imported');
          await record(transaction, 'imported', row, ports, actor, {
            reason: detail,
          });
        }
      });
    }
  }

  preview(request: Reserve) {
    return this.#reader.preview(request);
  }

  get(id: string) {
    return this.#reader.get(id);
  }

  list(request: ListReservationsRequest) {
    return this.#reader.list(request);
  }

  history(request: Parameters<PortStore['history']>[0]) {
    return this.#reader.history(request);
  }

  snapshot(environment: string) {
    return this.#reader.snapshot(environment);
  }

  sweep() {
    return this.#housekeeping.sweep();
  }

  takeEndingLeases() {
    return this.#housekeeping.takeEndingLeases();
  }

  forgetOwners(options: Parameters<PortStore['forgetOwners']>[0]) {
    return this.#housekeeping.forgetOwners(options);
  }

  async #choose({ client, environment, now }: PortTransaction, wish: Wish) {
    const { facts } = await readSnapshot(
      client,
      this.#standard,
      environment,
      now,
    );
    return chooseBundle(wish, facts);
  }
}

function ownersReservation(
  { client, environment }: PortTransaction,
  owner: string,
): Promise<ReservationTable | undefined> {
  return client<ReservationTable>('port_reservations')
    .where({ environment, owner_ref: owner })
    .first();
}

/** @throws PortError where an owner has ports that are not for who asks, or are not those that are asked for */
function refuseOther(
  known: ReservationTable,
  held: BundlePorts,
  { ownerExists, requester, explicit }: Reserve,
) {
  if (!ownerExists && known.requester !== requester) {
    throw new PortError(
      409,
      'OWNER_HELD',
      `${known.owner_ref} has ports already, reserved by ${known.requester}. Ask them, or choose another name.`,
      { owner: known.owner_ref, requester: known.requester },
    );
  }
  for (const role of ['http', 'database'] as const) {
    const wanted = explicit[role];
    const has = held[role];
    if (wanted !== undefined && has !== undefined && has !== wanted) {
      throw new PortError(
        409,
        'OWNER_HAS_OTHER',
        `${known.owner_ref} has the ${role} port ${has}, not ${wanted}. Release its ports first, or leave ports.${role} out.`,
        { owner: known.owner_ref, reservation: known.id, ports: held },
      );
    }
  }
}

function provenance({ explicit }: Reserve) {
  return (role: PortRole): NumberTable['provenance'] => {
    if (role === 'prometheus') return 'offset';
    return explicit[role] === undefined ? 'chosen' : 'explicit';
  };
}

function withReused(reservation: Reservation, reused: Reused): Reservation {
  return reused.length === 0
    ? reservation
    : {
        ...reservation,
        reused: reused.map(entry => ({ ...entry, until: iso(entry.until) })),
      };
}

/** @throws PortError NO_RESERVATION */
function existing(
  reservation: Reservation | undefined,
  { id }: Change,
): Reservation {
  if (reservation) return reservation;
  throw new PortError(
    404,
    'NO_RESERVATION',
    `There is no reservation ${id}: it was released, or its lease has ended. Reserve again.`,
    { reservation: id },
  );
}
