import { ListReservationsRequest } from '@huleedu/plugin-dockmaster-common';
import { Standard } from '@huleedu/rule-087';
import { chooseBundle } from '../ports/chooseBundle';
import { environmentPools } from '../ports/environmentPools';
import { PortStore, Reserve } from '../ports/PortStore';
import { wishOf } from '../ports/wishOf';
import { readCursor, writeCursor } from './cursor';
import { readPorts } from './portChanges';
import {
  EventTable,
  eventOf,
  isOver,
  NumberTable,
  portsById,
  reservationOf,
  ReservationTable,
} from './portTables';
import { PortTransactions } from './PortTransactions';
import { readSnapshot } from './readSnapshot';

/** What is asked of the ports without changing anything. */
export class PortReader
  implements
    Pick<PortStore, 'preview' | 'get' | 'list' | 'history' | 'snapshot'>
{
  readonly #transactions: PortTransactions;
  readonly #standard: Standard;

  constructor(options: { transactions: PortTransactions; standard: Standard }) {
    this.#transactions = options.transactions;
    this.#standard = options.standard;
  }

  async preview(request: Reserve) {
    const { owner, environment } = request;
    environmentPools(this.#standard, environment);
    return this.#transactions.read(async (client, now) => {
      const known = await client<ReservationTable>('port_reservations')
        .where({ environment, owner_ref: owner })
        .first();
      const isHeld = known !== undefined && !isOver(known, now);
      const held = isHeld ? await readPorts(client, known.id) : {};
      const { facts } = await readSnapshot(
        client,
        this.#standard,
        environment,
        now,
      );
      const { ports, reused } = chooseBundle(wishOf(request, held), facts);
      return { ports: { ...held, ...ports }, reused, held: isHeld };
    });
  }

  async get(id: string) {
    return this.#transactions.read(async (client, now) => {
      const row = await client<ReservationTable>('port_reservations')
        .where({ id })
        .first();
      return row && !isOver(row, now)
        ? reservationOf(row, await readPorts(client, id))
        : undefined;
    });
  }

  async list(request: ListReservationsRequest) {
    const { environment, owner, state, port, requester, limit = 50 } = request;
    const offset = readCursor(request.cursor);
    return this.#transactions.read(async (client, now) => {
      const query = client<ReservationTable>('port_reservations')
        .where(builder =>
          builder.whereNull('expires_at').orWhere('expires_at', '>', now),
        )
        .orderBy(['environment', 'owner_ref'])
        .offset(offset)
        .limit(limit + 1);
      if (environment) query.where({ environment });
      if (owner) query.where({ owner_ref: owner });
      if (state) query.where({ state });
      if (requester) query.where({ requester });
      if (port !== undefined) {
        query.whereIn(
          'id',
          client<NumberTable>('port_numbers')
            .select('reservation_id')
            .where({ port })
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
    });
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
    return this.#transactions.read(async client => {
      const query = client<EventTable>('port_events')
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
    });
  }

  async snapshot(environment: string) {
    return this.#transactions.read((client, now) =>
      readSnapshot(client, this.#standard, environment, now),
    );
  }
}
