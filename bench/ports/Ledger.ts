import type { Knex } from 'knex';
import { standard } from './registry';

type Event = {
  id: number;
  at: string;
  action: string;
  owner_ref: string;
  port: number;
  role: string;
};

/** How many slots were taken between two changes, by the database's clock. */
type Level = { from: number; to: number; taken: number };

/** Who holds which port, worked out from the history of changes alone, and so independent of the tables that the store decides by. */
export class Ledger {
  readonly holders = new Map<number, string>();
  levels: Level[] = [];
  #lastId = 0;

  /** Replays what has happened since, and says what cannot have happened. */
  async advance(client: Knex): Promise<string[]> {
    const events = await client<Event>('port_events')
      .where('id', '>', this.#lastId)
      .orderBy('id');
    const problems: string[] = [];
    this.levels = [{ from: -Infinity, to: Infinity, taken: this.#taken() }];
    for (const event of events) {
      this.#lastId = event.id;
      problems.push(...this.#replay(event));
      const last = this.levels[this.levels.length - 1];
      last.to = Number(event.at);
      this.levels.push({ from: last.to, to: Infinity, taken: this.#taken() });
    }
    return problems;
  }

  #replay({ action, owner_ref: owner, port }: Event): string[] {
    const holder = this.holders.get(port);
    if (action === 'reserved') {
      this.holders.set(port, owner);
      return holder === undefined
        ? []
        : [`${port} was given to ${owner} while ${holder} had it`];
    }
    if (action === 'released') {
      this.holders.delete(port);
      return holder === owner
        ? []
        : [`${owner} released ${port}, which ${holder ?? 'nobody'} had`];
    }
    return [`${port} was ${action}, which nobody asked for`];
  }

  #taken(): number {
    const { from, to } = standard.ports.http;
    return [...this.holders.keys()].filter(port => port >= from && port <= to)
      .length;
  }
}
