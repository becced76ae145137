import type { ClauseExplanation, Report, Verdict } from '@huleedu/rule-087';

export type { ClauseExplanation, Report };

/**
 * What is known about a service's sources.
 *
 * @remarks
 * `pending`: not inspected yet. `no-dockerfile`: its folder was read and holds none. `unreadable`: they could not be
 * read, and no earlier report exists or the earlier one is shown as stale.
 *
 * @public
 */
export type ServiceState =
  | 'checked'
  | 'pending'
  | 'no-dockerfile'
  | 'unreadable';

/** How many clauses have each verdict, and how many musts and shoulds are not held. @public */
export type ServiceCounts = Record<Verdict, number> & {
  mustFail: number;
  shouldFail: number;
  mustUnknown: number;
};

/** One service in a list. @public */
export type ServiceSummary = {
  entityRef: string;
  state: ServiceState;
  /** True when the last read failed and the report is that of an earlier one. */
  stale: boolean;
  conforms: boolean | null;
  score: number | null;
  counts: ServiceCounts | null;
  /** ISO 8601 instant of the inspection that the report comes from; null before the first. */
  checkedAt: string | null;
};

/** One service with all that is known about it. @public */
export type ServiceDetail = ServiceSummary & {
  /** ISO 8601 instant of the last attempt, successful or not. */
  attemptedAt: string | null;
  /** ISO 8601 instant since which `conforms` has been what it is. */
  since: string | null;
  /** Why the state is what it is, in a sentence for people, when it is not `checked` or is stale. */
  reason: string | null;
  report: Report | null;
  /** Where the files of the report can be viewed: path relative to the root → URL; only those with a web page. */
  links: Record<string, string>;
};

/** @public */
export type ServicePage = {
  items: ServiceSummary[];
  nextCursor?: string;
};

/** @public */
export type ListServicesRequest = {
  /** At most 200; 50 by default. */
  limit?: number;
  cursor?: string;
  state?: ServiceState;
  conforms?: 'true' | 'false' | 'undecided';
  sort?: 'entityRef' | 'score' | 'checkedAt';
  order?: 'asc' | 'desc';
};
