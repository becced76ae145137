import { Report } from '@huleedu/rule-087';
import {
  ListServicesRequest,
  ServiceDetail,
  ServiceSummary,
} from '@huleedu/plugin-dockmaster-common';
import { ReadSources } from './ReadSources';

/** What one inspection found. */
export type InspectionOutcome =
  | {
      state: 'checked';
      /** Undefined where sources, standard and declaration are those of the stored report. */
      report?: Report;
      digest: string;
      sources: ReadSources;
      links: Record<string, string>;
    }
  | { state: 'no-dockerfile' | 'unreadable'; reason: string };

/** What an inspection may build on. */
export type PreviousInspection = {
  digest?: string;
  sources?: ReadSources;
  /** Whether the stored report was made of all files. */
  isComplete?: boolean;
};

/** A verdict that changed. */
export type VerdictChange = {
  conforms: boolean | null;
  score: number | null;
  /** Ids of the clauses whose verdict changed. */
  changed: string[];
  at: string;
};

/** What a report comes to. */
export type Verdicts = Pick<ServiceSummary, 'conforms' | 'score' | 'counts'>;

export type ListRequest = Omit<ListServicesRequest, 'limit'> & {
  limit: number;
  /** Only these services. */
  entityRefs: string[];
  /** What some of them come to now, where that is something else than what was stored. */
  overlaid?: Map<string, Verdicts>;
};

/** The services of the catalog and what their files said. Shared by all replicas. */
export interface InspectionStore {
  /** Adds services that are new, as pending and due at once, and forgets those that are gone. */
  synchronize(entityRefs: string[]): Promise<void>;
  /** Adds one service as pending, if it is not known. */
  add(entityRef: string): Promise<void>;
  /** Takes services that are due; no other caller gets them before `leaseMs` have passed. */
  claim(options: { limit: number; leaseMs: number }): Promise<string[]>;
  /** Makes every service due. */
  makeAllDue(): Promise<void>;
  previous(entityRef: string): Promise<PreviousInspection>;
  /** Stores an outcome. Returns whether the verdicts changed. A failed read keeps the last good report as stale. */
  save(
    entityRef: string,
    outcome: InspectionOutcome,
    options: { nextInMs: number },
  ): Promise<boolean>;
  get(entityRef: string): Promise<ServiceDetail | undefined>;
  /** The reports of some services, as they were stored. */
  reports(entityRefs: string[]): Promise<Map<string, Report>>;
  /** The services with a report in which a waiver ends before a day, `YYYY-MM-DD`. */
  withWaiversUntilBefore(day: string): Promise<string[]>;
  list(
    request: ListRequest,
  ): Promise<{ items: ServiceSummary[]; nextCursor?: string }>;
  history(entityRef: string, limit: number): Promise<VerdictChange[]>;
}
