import { Knex } from 'knex';
import { FoundLine, ObservationRow } from '../ports/claims';
import { PortObservations } from '../ports/PortObservations';
import { retrying } from '../ports/retrying';
import { chunks } from './chunks';
import { databaseNow } from './databaseNow';
import { isPostgres } from './openDatabase';
import { observationOf, ObservationTable } from './portTables';

/** A line that so many complete scans in a row did not find may be forgotten. */
const SCANS_TO_FORGET = 3;

type Options = {
  client: Knex;
  /** How long a line that is seen no more still counts. */
  forgetAfterMs: number;
  /** Moves the database's clock: for tests of what takes days. */
  clockOffsetMs?: () => number;
};

/** The lines that name ports, in SQLite or PostgreSQL. */
export class DatabasePortObservations implements PortObservations {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async observe(scope: string, observations: FoundLine[]) {
    const { client } = this.#options;
    await retrying(() =>
      client.transaction(async transaction => {
        const now = await this.#now(transaction);
        const query = transaction<ObservationTable>('port_observations').where({
          scope,
        });
        if (isPostgres(transaction)) query.forUpdate();
        const known: ObservationTable[] = await query;
        const seen = new Map(
          known.map(row => [keyOf(observationOf(row)), row]),
        );
        const rows = new Map(
          observations.map(observation => [keyOf(observation), observation]),
        );
        const found = [...rows].filter(([key]) => seen.has(key));
        for (const part of chunks(found.map(([key]) => seen.get(key)!.id))) {
          await transaction<ObservationTable>('port_observations')
            .whereIn('id', part)
            .update({ seen_at: now, missing_scans: 0, missing_since: null });
        }
        for (const [key, { line }] of found) {
          const row = seen.get(key)!;
          if (row.line === line) continue;
          await transaction<ObservationTable>('port_observations')
            .where({ id: row.id })
            .update({ line });
        }
        const added = [...rows].filter(([key]) => !seen.has(key));
        for (const part of chunks(added)) {
          await transaction('port_observations').insert(
            part.map(([, observation]) =>
              observationRow(scope, observation, now),
            ),
          );
        }
        const missing = known.filter(
          row => !rows.has(keyOf(observationOf(row))),
        );
        await this.#countMissing(transaction, missing, now);
      }),
    );
  }

  async observeAgain(scope: string) {
    const { client } = this.#options;
    await retrying(() =>
      client.transaction(async transaction => {
        const now = await this.#now(transaction);
        const rows = await transaction<ObservationTable>('port_observations')
          .where({ scope })
          .where('missing_scans', '>', 0);
        await this.#countMissing(transaction, rows, now);
      }),
    );
  }

  async seen(scope: string) {
    const rows = await this.#options
      .client<ObservationTable>('port_observations')
      .where({ scope, missing_scans: 0 });
    return rows.flatMap(({ port }) => port ?? []);
  }

  async forgetScopes(exists: (scope: string) => boolean) {
    const { client } = this.#options;
    await retrying(() =>
      client.transaction(async transaction => {
        const now = await this.#now(transaction);
        const rows = await transaction<ObservationTable>('port_observations');
        const gone = rows.filter(({ scope }) => !exists(scope));
        await this.#countMissing(transaction, gone, now);
      }),
    );
  }

  /**
   * A line that a scan did not find still counts: until the third that does not, and the time is over. Only where its number was given
   * back on purpose, one scan is enough.
   */
  async #countMissing(
    transaction: Knex.Transaction,
    rows: ObservationTable[],
    now: number,
  ) {
    if (rows.length === 0) return;
    const givenBack = new Set<number>(
      await transaction('port_numbers')
        .whereNull('reservation_id')
        .where('quarantined_until', '>', now)
        .pluck('port'),
    );
    const isOverdue = (row: ObservationTable) =>
      (row.port !== null && givenBack.has(row.port)) ||
      (row.missing_scans + 1 >= SCANS_TO_FORGET &&
        now - Number(row.missing_since ?? now) >= this.#options.forgetAfterMs);
    const over = rows.filter(isOverdue).map(({ id }) => id);
    for (const part of chunks(over)) {
      await transaction('port_observations').whereIn('id', part).delete();
    }
    for (const row of rows.filter(candidate => !isOverdue(candidate))) {
      await transaction<ObservationTable>('port_observations')
        .where({ id: row.id })
        .update({
          missing_scans: row.missing_scans + 1,
          missing_since: row.missing_since ?? now,
        });
    }
  }

  async #now(client: Knex): Promise<number> {
    return (await databaseNow(client)) + (this.#options.clockOffsetMs?.() ?? 0);
  }
}

export async function readObservations(
  client: Knex,
): Promise<ObservationRow[]> {
  const rows = await client<ObservationTable>('port_observations').orderBy(
    'id',
  );
  return rows.map(observationOf);
}

/** What makes two lines the same: an edit above moves a line, and it is the same still. */
function keyOf(row: FoundLine): string {
  const { owner, composeService, role, protocol, port, source } = row;
  const { variable, isLiteral, file } = row;
  return JSON.stringify([
    owner,
    composeService,
    role,
    protocol,
    port,
    source,
    variable,
    isLiteral,
    file,
  ]);
}

function observationRow(
  scope: string,
  observation: FoundLine,
  now: number,
): Omit<ObservationTable, 'id'> {
  return {
    scope,
    owner_ref: observation.owner,
    compose_service: observation.composeService,
    role: observation.role,
    protocol: observation.protocol,
    port: observation.port,
    source: observation.source,
    variable: observation.variable,
    is_literal: observation.isLiteral,
    file: observation.file,
    line: observation.line,
    url: observation.url ?? null,
    seen_at: now,
    missing_scans: 0,
    missing_since: null,
  };
}
