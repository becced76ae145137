import {
  ServiceDetail,
  ServiceState,
  ServiceSummary,
} from '@huleedu/plugin-dockmaster-common';
import { countsOf, Report } from '@huleedu/rule-087';
import { Knex } from 'knex';
import { isComplete } from '../inspection/isComplete';
import { chunks } from './chunks';
import { readCursor, writeCursor } from './cursor';
import {
  InspectionOutcome,
  InspectionStore,
  ListRequest,
  PreviousInspection,
  VerdictChange,
  Verdicts,
} from '../inspection/InspectionStore';
import { isPostgres } from './openDatabase';

type InspectionRow = {
  entity_ref: string;
  state: ServiceState;
  stale: boolean | number;
  conforms: 'true' | 'false' | 'undecided' | null;
  score: number | null;
  counts: string | null;
  report: string | null;
  links: string | null;
  sources: string | null;
  digest: string | null;
  waived_until: string | null;
  reason: string | null;
  since: string | null;
  checked_at: string | null;
  attempted_at: string | null;
  due_at: number | string;
};

type VerdictChangeRow = {
  id: number;
  entity_ref: string;
  conforms: InspectionRow['conforms'];
  score: number | null;
  changed: string;
  at: string;
};

const SUMMARY_COLUMNS = [
  'entity_ref',
  'state',
  'stale',
  'conforms',
  'score',
  'counts',
  'checked_at',
] as const;

type SummaryRow = Pick<InspectionRow, (typeof SUMMARY_COLUMNS)[number]>;

const SORT_COLUMNS = {
  entityRef: 'entity_ref',
  score: 'score',
  checkedAt: 'checked_at',
} as const;

const NO_REPORT: Partial<InspectionRow> = {
  stale: false,
  conforms: null,
  score: null,
  counts: null,
  report: null,
  links: null,
  sources: null,
  digest: null,
  waived_until: null,
  since: null,
  checked_at: null,
};

/** Inspections in SQLite or PostgreSQL. */
export class DatabaseInspectionStore implements InspectionStore {
  readonly #database: Knex;

  constructor(options: { client: Knex }) {
    this.#database = options.client;
  }

  async synchronize(entityRefs: string[]) {
    await this.#database.transaction(async transaction => {
      const known = new Set<string>(
        await transaction<InspectionRow>('inspections').pluck('entity_ref'),
      );
      const wanted = new Set(entityRefs);
      const added = [...wanted].filter(ref => !known.has(ref));
      const gone = [...known].filter(ref => !wanted.has(ref));
      for (const refs of chunks(added)) await insertPending(transaction, refs);
      for (const refs of chunks(gone)) {
        await transaction('inspections').whereIn('entity_ref', refs).delete();
        await transaction('verdict_changes')
          .whereIn('entity_ref', refs)
          .delete();
      }
    });
  }

  async add(entityRef: string) {
    await insertPending(this.#database, [entityRef]);
  }

  async claim({ limit, leaseMs }: { limit: number; leaseMs: number }) {
    const now = Date.now();
    return this.#database.transaction(async transaction => {
      const due = transaction<InspectionRow>('inspections')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('entity_ref')
        .limit(limit);
      // Replicas share the work on PostgreSQL; SQLite has one process, and one writer at a time.
      if (isPostgres(transaction)) due.forUpdate().skipLocked();
      const refs: string[] = await due.pluck('entity_ref');
      await transaction<InspectionRow>('inspections')
        .whereIn('entity_ref', refs)
        .update({ due_at: now + leaseMs });
      return refs;
    });
  }

  async makeAllDue() {
    await this.#database<InspectionRow>('inspections').update({ due_at: 0 });
  }

  async previous(entityRef: string): Promise<PreviousInspection> {
    const row = await this.#row(entityRef);
    return {
      digest: row?.digest ?? undefined,
      sources: row?.sources ? JSON.parse(row.sources) : undefined,
      isComplete: row?.report ? isComplete(JSON.parse(row.report)) : undefined,
    };
  }

  async save(
    entityRef: string,
    outcome: InspectionOutcome,
    { nextInMs }: { nextInMs: number },
  ) {
    const now = new Date();
    const attempt = {
      attempted_at: now.toISOString(),
      due_at: now.getTime() + nextInMs,
    };
    return this.#database.transaction(async transaction => {
      const row = await transaction<InspectionRow>('inspections')
        .where({ entity_ref: entityRef })
        .modify(query => isPostgres(transaction) && query.forUpdate())
        .first();
      if (!row) return false;
      const update = (values: Partial<InspectionRow>) =>
        transaction<InspectionRow>('inspections')
          .where({ entity_ref: entityRef })
          .update({ ...attempt, ...values });

      if (outcome.state === 'unreadable' && row.report) {
        await update({ stale: true, reason: outcome.reason });
        return false;
      }
      if (outcome.state !== 'checked') {
        await update({
          ...NO_REPORT,
          state: outcome.state,
          reason: outcome.reason,
        });
        return row.report !== null;
      }
      const current = {
        state: outcome.state,
        stale: false,
        reason: null,
        sources: JSON.stringify(outcome.sources),
        links: JSON.stringify(outcome.links),
        checked_at: attempt.attempted_at,
      };
      if (!outcome.report) {
        await update(current);
        return false;
      }
      const { report } = outcome;
      const conforms = conformsColumn(report.conforms);
      const changed = changedClauses(
        row.report && JSON.parse(row.report),
        report,
      );
      if (changed.length > 0) {
        await transaction<VerdictChangeRow>('verdict_changes').insert({
          entity_ref: entityRef,
          conforms,
          score: report.score,
          changed: JSON.stringify(changed),
          at: attempt.attempted_at,
        });
      }
      await update({
        ...current,
        conforms,
        score: report.score,
        counts: JSON.stringify(countsOf(report)),
        report: JSON.stringify(report),
        digest: outcome.digest,
        waived_until: firstWaiverEnd(report),
        since:
          row.conforms === conforms && row.since
            ? row.since
            : attempt.attempted_at,
      });
      return changed.length > 0;
    });
  }

  async get(entityRef: string): Promise<ServiceDetail | undefined> {
    const row = await this.#row(entityRef);
    return (
      row && {
        ...summaryOf(row),
        attemptedAt: row.attempted_at,
        since: row.since,
        reason: row.reason,
        report: row.report && JSON.parse(row.report),
        links: row.links ? JSON.parse(row.links) : {},
      }
    );
  }

  async list(request: ListRequest) {
    const {
      entityRefs,
      limit,
      state,
      conforms,
      overlaid,
      sort = 'entityRef',
      order = 'asc',
    } = request;
    const offset = readCursor(request.cursor);
    const rows: SummaryRow[] = [];
    for (const refs of chunks(entityRefs)) {
      const query = this.#database<InspectionRow>('inspections')
        .select(...SUMMARY_COLUMNS)
        .whereIn('entity_ref', refs);
      if (state) query.where({ state });
      rows.push(...(await query));
    }
    const sorted = rows
      .map(row => overlay(row, overlaid?.get(row.entity_ref)))
      .filter(row => !conforms || row.conforms === conforms)
      .sort(comparing(SORT_COLUMNS[sort], order));
    const end = offset + limit;
    return {
      items: sorted.slice(offset, end).map(summaryOf),
      ...(end < sorted.length && { nextCursor: writeCursor(end) }),
    };
  }

  async reports(entityRefs: string[]) {
    const reports = new Map<string, Report>();
    for (const refs of chunks(entityRefs)) {
      const rows = await this.#database<InspectionRow>('inspections')
        .select('entity_ref', 'report')
        .whereIn('entity_ref', refs)
        .whereNotNull('report');
      for (const { entity_ref, report } of rows)
        reports.set(entity_ref, JSON.parse(report!));
    }
    return reports;
  }

  async withWaiversUntilBefore(day: string) {
    return this.#database<InspectionRow>('inspections')
      .where('waived_until', '<', day)
      .pluck('entity_ref');
  }

  async history(entityRef: string, limit: number): Promise<VerdictChange[]> {
    const rows = await this.#database<VerdictChangeRow>('verdict_changes')
      .where({ entity_ref: entityRef })
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.map(({ conforms, score, changed, at }) => ({
      conforms: conformsOf(conforms),
      score,
      changed: JSON.parse(changed),
      at,
    }));
  }

  async #row(entityRef: string) {
    return this.#database<InspectionRow>('inspections')
      .where({ entity_ref: entityRef })
      .first();
  }
}

async function insertPending(client: Knex, entityRefs: string[]) {
  await client<InspectionRow>('inspections')
    .insert(
      entityRefs.map(ref => ({
        entity_ref: ref,
        state: 'pending',
        stale: false,
        due_at: 0,
      })),
    )
    .onConflict('entity_ref')
    .ignore();
}

function summaryOf(row: SummaryRow): ServiceSummary {
  return {
    entityRef: row.entity_ref,
    state: row.state,
    stale: Boolean(row.stale),
    conforms: conformsOf(row.conforms),
    score: row.score,
    counts: row.counts ? JSON.parse(row.counts) : null,
    checkedAt: row.checked_at,
  };
}

function overlay(row: SummaryRow, verdicts: Verdicts | undefined): SummaryRow {
  if (!verdicts) return row;
  const { conforms, score, counts } = verdicts;
  return {
    ...row,
    conforms: conformsColumn(conforms),
    score,
    counts: JSON.stringify(counts),
  };
}

/** The first day on which a waiver of a report ends. */
function firstWaiverEnd({ clauses }: Report): string | null {
  const [first] = clauses.flatMap(({ waiver }) => waiver?.until ?? []).sort();
  return first ?? null;
}

function conformsColumn(conforms: boolean | null): InspectionRow['conforms'] {
  if (conforms === null) return 'undecided';
  return conforms ? 'true' : 'false';
}

function conformsOf(column: InspectionRow['conforms']): boolean | null {
  return column === null || column === 'undecided' ? null : column === 'true';
}

function changedClauses(before: Report | null, after: Report): string[] {
  const verdicts = new Map(
    before?.clauses.map(({ id, verdict }) => [id, verdict]),
  );
  return after.clauses
    .filter(({ id, verdict }) => verdicts.get(id) !== verdict)
    .map(({ id }) => id);
}

/** Services without a value come last either way; equal ones by their name, so that pages never overlap. */
function comparing(
  column: 'entity_ref' | 'score' | 'checked_at',
  order: 'asc' | 'desc',
) {
  const direction = order === 'asc' ? 1 : -1;
  return (a: SummaryRow, b: SummaryRow) => {
    const [left, right] = [a[column], b[column]];
    if (left !== right) {
      if (left === null) return 1;
      if (right === null) return -1;
      return left < right ? -direction : direction;
    }
    return a.entity_ref < b.entity_ref ? -1 : 1;
  };
}
