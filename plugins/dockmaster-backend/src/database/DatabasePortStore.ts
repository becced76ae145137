import { randomUUID } from 'node:crypto';
import {
  BundlePorts,
  ListReservationsRequest,
  PortEvent,
  PortRole,
  Reservation,
} from '@huleedu/plugin-dockmaster-common';
import { environmentsOf, poolsOf, Standard } from '@huleedu/rule-087';
import { Knex } from 'knex';
import { chooseBundle, Reused, Wish } from '../ports/chooseBundle';
import { claimsOf, ObservationRow } from '../ports/claims';
import { PortError } from '../ports/PortError';
import { PortSituation } from '../ports/PortSituation';
import {
  Change,
  ImportBundle,
  PortChange,
  PortStore,
  Reserve,
} from '../ports/PortStore';
import { retrying } from '../ports/retrying';
import { chunks } from './chunks';
import { databaseNow } from './databaseNow';
import { isPostgres } from './openDatabase';
import { readCursor, writeCursor } from './cursor';
import { readObservations } from './DatabasePortObservations';
import {
  EventTable,
  eventOf,
  iso,
  numberOf,
  NumberTable,
  portsById,
  reservationOf,
  ReservationTable,
} from './portTables';

/** An owner that is gone in so many complete scans in a row may lose its ports. */
const SCANS_TO_FORGET = 3;
const REGISTRY = 'dockmaster';
const LONGEST_NOTICE_MS = 2 * 24 * 60 * 60 * 1000;

type Transaction = {
  client: Knex.Transaction;
  environment: string;
  now: number;
  changes: PortChange[];
};

export type DatabasePortStoreOptions = {
  client: Knex;
  standard: Standard;
  /** How long released numbers rest. */
  quarantineMs: number;
  /** How long a caller waits for the lock of an environment. */
  lockTimeoutMs: number;
  /** Told of every change, after it was committed. */
  onChange?: (change: PortChange) => void;
  /** Moves the database's clock: for tests of what takes days. */
  clockOffsetMs?: () => number;
};

/** Ports in SQLite or PostgreSQL. */
export class DatabasePortStore implements PortStore {
  readonly #options: DatabasePortStoreOptions;

  private constructor(options: DatabasePortStoreOptions) {
    this.#options = options;
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
    return this.#change(request.environment, async transaction => {
      const { client, environment, now } = transaction;
      const known = await client<ReservationTable>('port_reservations')
        .where({ environment, owner_ref: request.owner })
        .first();
      if (known) return this.#reserveAgain(transaction, known, request);

      const { ports, reused } = chooseBundle(
        wishOf(request),
        await this.#situation(client, environment, now),
      );
      const row: ReservationTable = {
        id: randomUUID(),
        environment,
        owner_ref: request.owner,
        kind: request.kind,
        state: request.state,
        requester: request.requester,
        task_id: request.task ?? null,
        pull_request_url: request.pullRequest ?? null,
        expires_at: request.state === 'leased' ? now + request.ttlMs : null,
        warned_at: null,
        version: 1,
        missing_scans: 0,
        missing_since: null,
        created_at: now,
        updated_at: now,
      };
      await client('port_reservations').insert(row);
      await this.#insertNumbers(transaction, row, ports, request.explicit);
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
    transaction: Transaction,
    known: ReservationTable,
    request: Reserve,
  ) {
    const { client, environment, now } = transaction;
    const held = await this.#portsOf(client, known.id);
    if (!request.ownerExists && known.requester !== request.requester) {
      throw new PortError(
        409,
        'OWNER_HELD',
        `${known.owner_ref} has ports already, reserved by ${known.requester}. Ask them, or choose another name.`,
        { owner: known.owner_ref, requester: known.requester },
      );
    }
    for (const [role, port] of Object.entries(request.explicit)) {
      const has = held[role as PortRole];
      if (port !== undefined && has !== undefined && has !== port) {
        throw new PortError(
          409,
          'OWNER_HAS_OTHER',
          `${known.owner_ref} has the ${role} port ${has}, not ${port}. Release its ports first, or leave ports.${role} out.`,
          { owner: known.owner_ref, reservation: known.id, ports: held },
        );
      }
    }
    const wish = wishOf(request);
    const missing: Wish = {
      ...wish,
      http: wish.http && held.http === undefined,
      database: wish.database && held.database === undefined,
    };
    const isConfirmed = request.state === 'active' && known.state === 'leased';
    if (!missing.http && !missing.database && !isConfirmed) {
      return { created: false, reservation: reservationOf(known, held) };
    }
    const { ports, reused } = chooseBundle(
      missing,
      await this.#situation(client, environment, now),
    );
    const row = await update(transaction, known, {
      ...(missing.http && { kind: 'http' as const }),
      ...(isConfirmed && { state: 'active' as const, expires_at: null }),
    });
    await this.#insertNumbers(transaction, row, ports, request.explicit);
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

  async preview(request: Reserve) {
    const { client } = this.#options;
    this.#poolsOf(request.environment);
    const now = await this.#now(client);
    const known = await client<ReservationTable>('port_reservations')
      .where({ environment: request.environment, owner_ref: request.owner })
      .first();
    const isHeld = known && !isOver(known, now);
    const held = isHeld ? await this.#portsOf(client, known.id) : {};
    const wish = wishOf(request);
    const { ports, reused } = chooseBundle(
      {
        ...wish,
        http: wish.http && held.http === undefined,
        database: wish.database && held.database === undefined,
      },
      await this.#situation(client, request.environment, now),
    );
    return { ports: { ...held, ...ports }, reused, held: Boolean(isHeld) };
  }

  async get(id: string) {
    const { client } = this.#options;
    const now = await this.#now(client);
    const row = await client<ReservationTable>('port_reservations')
      .where({ id })
      .first();
    return row && !isOver(row, now)
      ? reservationOf(row, await this.#portsOf(client, id))
      : undefined;
  }

  async confirm(change: Change) {
    return this.#changeReservation(change, async (transaction, row, ports) => {
      if (row.state === 'active') return reservationOf(row, ports);
      const next = await update(transaction, row, {
        state: 'active',
        expires_at: null,
      });
      await record(transaction, 'confirmed', next, ports, change.actor);
      return reservationOf(next, ports);
    });
  }

  async renew(change: Change & { ttlMs: number; pullRequest?: string }) {
    return this.#changeReservation(change, async (transaction, row, ports) => {
      if (row.state !== 'leased') {
        throw new PortError(
          409,
          'NOT_LEASED',
          `The ports of ${row.owner_ref} are active: they do not expire, so there is nothing to renew.`,
          { owner: row.owner_ref, reservation: row.id },
        );
      }
      const next = await update(transaction, row, {
        expires_at: transaction.now + change.ttlMs,
        warned_at: null,
        ...(change.pullRequest && { pull_request_url: change.pullRequest }),
      });
      await record(transaction, 'renewed', next, ports, change.actor, {
        until: iso(next.expires_at!),
      });
      return reservationOf(next, ports);
    });
  }

  async transfer(change: Change & { owner: string }) {
    return this.#changeReservation(change, async (transaction, row, ports) => {
      const { client, environment } = transaction;
      const { owner } = change;
      if (row.owner_ref === owner) return reservationOf(row, ports);
      const other = await client<ReservationTable>('port_reservations')
        .where({ environment, owner_ref: owner })
        .first();
      if (other) {
        throw new PortError(
          409,
          'OWNER_HELD',
          `${owner} has ports of its own. Release these first.`,
          { owner, reservation: other.id },
        );
      }
      const next = await update(transaction, row, { owner_ref: owner });
      await client<NumberTable>('port_numbers')
        .where({ reservation_id: row.id })
        .update({ owner_ref: owner });
      await record(transaction, 'transferred', next, ports, change.actor, {
        from: row.owner_ref,
      });
      return reservationOf(next, ports);
    });
  }

  async release(change: Change) {
    const known = await this.get(change.id);
    if (!known) return undefined;
    return this.#changeReservation(change, (transaction, row, ports) =>
      this.#quarantine(transaction, row, ports, change.actor),
    );
  }

  async importBundles(bundles: ImportBundle[]) {
    const environments = [
      ...new Set(bundles.map(bundle => bundle.environment)),
    ];
    for (const environment of environments) {
      await this.#change(environment, async transaction => {
        const { client, now } = transaction;
        for (const bundle of bundles) {
          if (bundle.environment !== environment) continue;
          const known = await client<ReservationTable>('port_reservations')
            .where({ environment, owner_ref: bundle.owner })
            .first();
          if (known) continue;
          const row: ReservationTable = {
            id: randomUUID(),
            environment,
            owner_ref: bundle.owner,
            kind: bundle.kind,
            state: 'active',
            requester: bundle.actor,
            task_id: null,
            pull_request_url: null,
            expires_at: null,
            warned_at: null,
            version: 1,
            missing_scans: 0,
            missing_since: null,
            created_at: now,
            updated_at: now,
          };
          await client('port_reservations').insert(row);
          await this.#takeFromQuarantine(transaction, bundle.ports);
          await client('port_numbers').insert(
            numbersOf(row, bundle.ports, () => 'imported'),
          );
          await record(
            transaction,
            'imported',
            row,
            bundle.ports,
            bundle.actor,
            {
              reason: bundle.detail,
            },
          );
        }
      });
    }
  }

  async list(request: ListReservationsRequest) {
    const { client } = this.#options;
    const now = await this.#now(client);
    const { limit = 50 } = request;
    const offset = readCursor(request.cursor);
    const query = client<ReservationTable>('port_reservations')
      .where(builder =>
        builder.whereNull('expires_at').orWhere('expires_at', '>', now),
      )
      .orderBy(['environment', 'owner_ref'])
      .offset(offset)
      .limit(limit + 1);
    if (request.environment) query.where({ environment: request.environment });
    if (request.owner) query.where({ owner_ref: request.owner });
    if (request.state) query.where({ state: request.state });
    if (request.requester) query.where({ requester: request.requester });
    if (request.port !== undefined) {
      query.whereIn(
        'id',
        client<NumberTable>('port_numbers')
          .select('reservation_id')
          .where({ port: request.port })
          .whereNotNull('reservation_id'),
      );
    }
    const rows = await query;
    const ports = portsById(
      await client<NumberTable>('port_numbers').whereIn(
        'reservation_id',
        rows.map(({ id }) => id),
      ),
    );
    return {
      items: rows
        .slice(0, limit)
        .map(row => reservationOf(row, ports.get(row.id) ?? {})),
      ...(rows.length > limit && { nextCursor: writeCursor(offset + limit) }),
    };
  }

  async history(request: {
    environment: string;
    port?: number;
    owner?: string;
    limit: number;
    cursor?: string;
  }) {
    const { environment, port, owner, limit } = request;
    const offset = readCursor(request.cursor);
    const query = this.#options
      .client<EventTable>('port_events')
      .where({ environment })
      .orderBy('id', 'desc')
      .offset(offset)
      .limit(limit + 1);
    if (port !== undefined) query.where({ port });
    if (owner !== undefined) query.where({ owner_ref: owner });
    const rows = await query;
    return {
      items: rows.slice(0, limit).map(eventOf),
      ...(rows.length > limit && { nextCursor: writeCursor(offset + limit) }),
    };
  }

  async snapshot(environment: string) {
    const { client } = this.#options;
    this.#poolsOf(environment);
    const now = await this.#now(client);
    const observations = await readObservations(client);
    const rows = await client<ReservationTable>('port_reservations').where({
      environment,
    });
    const current = rows.filter(row => !isOver(row, now));
    const numbers = await client<NumberTable>('port_numbers').where({
      environment,
    });
    const ports = portsById(numbers);
    return {
      now,
      observations,
      reservations: current.map(row =>
        reservationOf(row, ports.get(row.id) ?? {}),
      ),
      situation: this.#situationOf(
        environment,
        now,
        numbers,
        rows,
        observations,
      ),
    };
  }

  async sweep() {
    for (const environment of environmentsOf(this.#options.standard)) {
      // Every change ends what is over before it does anything else.
      await this.#change(environment, async () => {});
    }
  }

  async takeEndingLeases() {
    const found: Reservation[] = [];
    for (const environment of environmentsOf(this.#options.standard)) {
      found.push(
        ...(await this.#change(environment, async ({ client, now }) => {
          const leased = await client<ReservationTable>('port_reservations')
            .where({ environment, state: 'leased' })
            .whereNull('warned_at');
          const rows = leased.filter(row => isEnding(row, now));
          const ids = rows.map(({ id }) => id);
          for (const part of chunks(ids)) {
            await client<ReservationTable>('port_reservations')
              .whereIn('id', part)
              .update({ warned_at: now });
          }
          return Promise.all(
            rows.map(async row =>
              reservationOf(row, await this.#portsOf(client, row.id)),
            ),
          );
        })),
      );
    }
    return found.map(reservation => ({
      ...reservation,
      expiresAt: reservation.expiresAt!,
    }));
  }

  async forgetOwners({
    exists,
    afterMs,
  }: {
    exists: (owner: string) => boolean;
    afterMs: number;
  }) {
    for (const environment of environmentsOf(this.#options.standard)) {
      await this.#change(environment, async transaction => {
        const { client, now } = transaction;
        const rows = await client<ReservationTable>('port_reservations').where({
          environment,
          state: 'active',
        });
        const claims = claimsOf(await readObservations(client));
        const claimants = new Set(claims.map(({ claimant }) => claimant));
        for (const row of rows) {
          const isThere = exists(row.owner_ref) || claimants.has(row.owner_ref);
          const missing_scans = isThere ? 0 : row.missing_scans + 1;
          const missing_since = isThere ? null : row.missing_since ?? now;
          if (
            missing_scans >= SCANS_TO_FORGET &&
            now - Number(missing_since) >= afterMs
          ) {
            const ports = await this.#portsOf(client, row.id);
            await this.#quarantine(transaction, row, ports, REGISTRY);
          } else if (missing_scans > 0 || row.missing_scans > 0) {
            await client<ReservationTable>('port_reservations')
              .where({ id: row.id })
              .update({ missing_scans, missing_since });
          }
        }
      });
    }
  }

  /** Runs a change as one transaction whose first statement locks the environment, and tells of it once it is committed. */
  async #change<T>(
    environment: string,
    act: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const { client, lockTimeoutMs, onChange } = this.#options;
    this.#poolsOf(environment);
    const changes: PortChange[] = [];
    const result = await retrying(() => {
      changes.length = 0;
      return client.transaction(
        async transaction => {
          if (isPostgres(client)) {
            await transaction.raw(
              `set local lock_timeout = ${Math.trunc(lockTimeoutMs)}`,
            );
          }
          await transaction('port_environments')
            .where({ name: environment })
            .increment('generation', 1);
          const now = await this.#now(transaction);
          const context = { client: transaction, environment, now, changes };
          await this.#endWhatIsOver(context);
          return act(context);
        },
        // Under another level the lock would come after the snapshot.
        isPostgres(client) ? { isolationLevel: 'read committed' } : undefined,
      );
    });
    for (const change of changes) onChange?.(change);
    return result;
  }

  async #changeReservation<T>(
    { id, version }: Change,
    act: (
      transaction: Transaction,
      row: ReservationTable,
      ports: BundlePorts,
    ) => Promise<T>,
  ): Promise<T> {
    const { client } = this.#options;
    const found = await client<ReservationTable>('port_reservations')
      .select('environment')
      .where({ id })
      .first();
    if (!found) throw noReservation(id);
    return this.#change(found.environment, async transaction => {
      const row = await transaction
        .client<ReservationTable>('port_reservations')
        .where({ id })
        .first();
      if (!row) throw noReservation(id);
      if (row.version !== version) {
        throw new PortError(
          412,
          'STALE_VERSION',
          `The ports of ${row.owner_ref} were changed since: they are at version ${row.version}, not ${version}. Read them again.`,
          { reservation: id, version: row.version },
        );
      }
      return act(transaction, row, await this.#portsOf(transaction.client, id));
    });
  }

  /** Ends leases and quarantines whose time has come. */
  async #endWhatIsOver(transaction: Transaction) {
    const { client, environment, now } = transaction;
    const expired = await client<ReservationTable>('port_reservations')
      .where({ environment, state: 'leased' })
      .where('expires_at', '<=', now);
    for (const row of expired) {
      const ports = await this.#portsOf(client, row.id);
      await client('port_numbers').where({ reservation_id: row.id }).delete();
      await client('port_reservations').where({ id: row.id }).delete();
      await record(transaction, 'expired', row, ports, REGISTRY);
    }
    await client<NumberTable>('port_numbers')
      .where({ environment })
      .where('quarantined_until', '<=', now)
      .delete();
  }

  async #quarantine(
    transaction: Transaction,
    row: ReservationTable,
    ports: BundlePorts,
    actor: string,
  ) {
    const { client, now } = transaction;
    const until = now + this.#options.quarantineMs;
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

  async #insertNumbers(
    transaction: Transaction,
    row: ReservationTable,
    ports: BundlePorts,
    explicit: Reserve['explicit'],
  ) {
    if (Object.keys(ports).length === 0) return;
    await this.#takeFromQuarantine(transaction, ports);
    await transaction.client('port_numbers').insert(
      numbersOf(row, ports, role => {
        if (role === 'prometheus') return 'offset';
        return explicit[role] === undefined ? 'chosen' : 'explicit';
      }),
    );
  }

  /** Numbers in quarantine that were chosen all the same. */
  async #takeFromQuarantine(
    { client, environment }: Transaction,
    ports: BundlePorts,
  ) {
    await client<NumberTable>('port_numbers')
      .where({ environment })
      .whereNull('reservation_id')
      .whereIn('port', Object.values(ports))
      .delete();
  }

  async #portsOf(client: Knex, id: string): Promise<BundlePorts> {
    const rows = await client<NumberTable>('port_numbers').where({
      reservation_id: id,
    });
    return portsById(rows).get(id) ?? {};
  }

  async #situation(client: Knex, environment: string, now: number) {
    return this.#situationOf(
      environment,
      now,
      await client<NumberTable>('port_numbers').where({ environment }),
      await client<ReservationTable>('port_reservations').where({
        environment,
      }),
      await readObservations(client),
    );
  }

  #situationOf(
    environment: string,
    now: number,
    numbers: NumberTable[],
    reservations: ReservationTable[],
    observations: ObservationRow[],
  ): PortSituation {
    const byId = new Map(reservations.map(row => [row.id, row]));
    return new PortSituation(
      this.#poolsOf(environment),
      numbers.flatMap(
        row => numberOf(row, byId.get(row.reservation_id ?? ''), now) ?? [],
      ),
      environment === 'default' ? claimsOf(observations) : [],
    );
  }

  async #now(client: Knex): Promise<number> {
    return (await databaseNow(client)) + (this.#options.clockOffsetMs?.() ?? 0);
  }

  #poolsOf(environment: string) {
    const { standard } = this.#options;
    const pools = poolsOf(standard, environment);
    if (pools) return pools;
    const known = environmentsOf(standard);
    throw new PortError(
      400,
      'UNKNOWN_ENVIRONMENT',
      `There is no environment ${environment}; there are: ${known.join(', ')}.`,
      { field: 'environment', environments: known },
    );
  }
}

function wishOf({ owner, kind, database, explicit }: Reserve): Wish {
  return { owner, http: kind === 'http', database, explicit };
}

function isOver({ expires_at: at }: ReservationTable, now: number): boolean {
  return at !== null && Number(at) <= now;
}

/** Whether the last quarter of a lease has begun, and no more than two days are left. */
function isEnding(
  { expires_at, updated_at }: ReservationTable,
  now: number,
): boolean {
  const end = Number(expires_at);
  const notice = Math.min(LONGEST_NOTICE_MS, (end - Number(updated_at)) / 4);
  return end - now <= notice;
}

function numbersOf(
  { id, environment, owner_ref }: ReservationTable,
  ports: BundlePorts,
  provenanceOf: (role: PortRole) => NumberTable['provenance'],
): Array<Omit<NumberTable, 'id'>> {
  return (Object.entries(ports) as Array<[PortRole, number]>).map(
    ([role, port]) => ({
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
    }),
  );
}

async function update(
  { client, now }: Transaction,
  row: ReservationTable,
  values: Partial<ReservationTable>,
): Promise<ReservationTable> {
  const changed = { ...values, version: row.version + 1, updated_at: now };
  await client<ReservationTable>('port_reservations')
    .where({ id: row.id })
    .update(changed);
  return { ...row, ...changed };
}

/** Writes what happened to each port, and keeps it to be told once it is committed. */
async function record(
  { client, environment, now, changes }: Transaction,
  action: PortEvent['action'],
  row: ReservationTable,
  ports: BundlePorts,
  actor: string,
  detail: Record<string, unknown> = {},
) {
  const entries = Object.entries(ports) as Array<[PortRole, number]>;
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

function withReused(reservation: Reservation, reused: Reused): Reservation {
  return reused.length === 0
    ? reservation
    : {
        ...reservation,
        reused: reused.map(entry => ({ ...entry, until: iso(entry.until) })),
      };
}

function noReservation(id: string): PortError {
  return new PortError(
    404,
    'NO_RESERVATION',
    `There is no reservation ${id}: it was released, or its lease has ended. Reserve again.`,
    { reservation: id },
  );
}
