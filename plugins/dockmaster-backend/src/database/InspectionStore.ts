import { Report } from '@huleedu/rule-087';
import {
  ListServicesRequest,
  ServiceDetail,
  ServiceSummary,
} from '@huleedu/plugin-dockmaster-common';
import { ReadSources } from '../inspection/ReadSources';

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
export type PreviousInspection = { digest?: string; sources?: ReadSources };

/** A verdict that changed. */
export type VerdictChange = {
  conforms: boolean | null;
  score: number | null;
  /** Ids of the clauses whose verdict changed. */
  changed: string[];
  at: string;
};

export type ListRequest = Omit<ListServicesRequest, 'limit'> & {
  limit: number;
  /** Only these services. */
  entityRefs: string[];
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
  list(
    request: ListRequest,
  ): Promise<{ items: ServiceSummary[]; nextCursor?: string }>;
  history(entityRef: string, limit: number): Promise<VerdictChange[]>;
}
