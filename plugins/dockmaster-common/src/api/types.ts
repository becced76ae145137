import type {
  BlockedPort,
  ClauseExplanation,
  Forecast,
  ForecastSummary,
  Framework,
  Report,
  ServiceKind,
  Verdict,
} from '@huleedu/rule-087';

export type { ClauseExplanation, Report };

/** What an edit of a service makes the builder run again; the summary speaks of the target that developers build. @public */
export type ServiceForecast = Forecast & { summary?: ForecastSummary };

/** Numbers that were reserved for a service. @public */
export type GivenPorts = { http?: number; database?: number };

/** A clause that still fails, why it is not fixed, and which port would have to be reserved. @public */
export type Remaining = {
  id: string;
  reason: string;
  needs?: keyof GivenPorts;
};

/** A line that still names a port which moves with the fix. @public */
export type StaleReference = {
  path: string;
  line: number;
  port: number;
  /** The port's new number. */
  now: number;
};

/** What fixes a service as far as that goes by itself, as its files are now; nothing is written. @public */
export type ServiceFix = {
  entityRef: string;
  /** One unified diff of all files, with paths from the monorepo's root, as `git apply` takes it; `''` when nothing changes. */
  patch: string;
  /** The same diff, a file at a time; `renamedFrom` is the path that a file had. */
  files: Array<{ path: string; patch: string; renamedFrom?: string }>;
  /** Ids of the clauses that fail now and hold with the diff. */
  fixed: string[];
  /** The clauses that fail with it still, why, and which port would have to be reserved. */
  remaining: Remaining[];
  /** The numbers that are reserved for the service, with which the diff reckons. */
  ports: GivenPorts;
  /** Ports in its files that somebody else has, as the registry or the fleet's other files say: it moves away from them. Absent without any. */
  taken?: BlockedPort[];
  /** Ids of the clauses that the portal waives: where the diff does not fix them, they do not count as remaining. Absent without any. */
  waived?: string[];
  /** Lines that still name a port which moves with the diff: their authors know what is meant. Absent without any. */
  staleReferences?: StaleReference[];
  /** What the report would say with the diff. */
  conforms: boolean | null;
  score: number | null;
};

/**
 * What is known about a service's sources.
 *
 * @notes
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

/**
 * Files to be judged without being stored.
 *
 * @notes
 * A Dockerfile alone is judged as such; with a pyproject.toml or compose files it is that of a service in its folder.
 *
 * @public
 */
export type CheckRequest = {
  /** By default `service`. */
  service?: string;
  kind?: ServiceKind;
  framework?: Framework;
  prefix?: string;
  dockerfile: string;
  pyproject?: string;
  /** In the order in which Compose merges them; paths relative to the repository's root. */
  compose?: Array<{ path: string; content: string }>;
};

/** How many services hold a clause, and how many do not. @public */
export type ClauseSummary = { id: string } & Record<Verdict, number>;

/** How the services of one owner stand. @public */
export type OwnerSummary = {
  /** Entity ref of the owner; null for services without one. */
  owner: string | null;
  services: number;
  conforming: number;
  notConforming: number;
  undecided: number;
  /** Without a report. */
  unchecked: number;
  /** Mean of the scores, rounded down; null without any. */
  score: number | null;
};

/** The fleet in numbers: all services that the caller may read. @public */
export type FleetSummary = {
  total: Omit<OwnerSummary, 'owner'>;
  clauses: ClauseSummary[];
  owners: OwnerSummary[];
};

/** A clause that a service need not hold, as somebody has granted. @public */
export type ServiceWaiver = {
  id: string;
  entityRef: string;
  clause: string;
  reason: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  until?: string;
  /** Entity ref of who granted it. */
  by: string;
  /** ISO 8601 instant. */
  createdAt: string;
};

/** @public */
export type CreateWaiverRequest = Pick<
  ServiceWaiver,
  'entityRef' | 'clause' | 'reason' | 'until'
>;
