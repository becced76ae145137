import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { ServiceWaiver } from '@huleedu/plugin-dockmaster-common';
import { Knex } from 'knex';
import { chunks } from './chunks';
import { WaiverStore } from '../waivers/WaiverStore';

type WaiverTable = {
  id: string;
  entity_ref: string;
  clause: string;
  reason: string;
  until: string | null;
  created_by: string;
  created_at: string;
};

/** Waivers in SQLite or PostgreSQL. */
export class DatabaseWaiverStore implements WaiverStore {
  readonly #client: Knex;

  constructor(options: { client: Knex }) {
    this.#client = options.client;
  }

  async list(entityRefs?: string[]) {
    const query = () =>
      this.#client<WaiverTable>('waivers').orderBy(['entity_ref', 'clause']);
    if (!entityRefs) return (await query()).map(waiverOf);
    const rows: WaiverTable[] = [];
    for (const refs of chunks(entityRefs))
      rows.push(...(await query().whereIn('entity_ref', refs)));
    return rows.map(waiverOf);
  }

  async get(id: string) {
    const row = await this.#client<WaiverTable>('waivers')
      .where({ id })
      .first();
    return row && waiverOf(row);
  }

  async create(waiver: ServiceWaiver) {
    const { id, entityRef, clause, reason, until, by, createdAt } = waiver;
    try {
      await this.#client<WaiverTable>('waivers').insert({
        id,
        entity_ref: entityRef,
        clause,
        reason,
        until: until ?? null,
        created_by: by,
        created_at: createdAt,
      });
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      throw new ConflictError(
        `${entityRef} has a waiver for ${clause} already. Delete it first to write another.`,
      );
    }
  }

  async delete(id: string) {
    await this.#client<WaiverTable>('waivers').where({ id }).delete();
  }
}

function waiverOf(row: WaiverTable): ServiceWaiver {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    clause: row.clause,
    reason: row.reason,
    ...(row.until !== null && { until: row.until }),
    by: row.created_by,
    createdAt: row.created_at,
  };
}
