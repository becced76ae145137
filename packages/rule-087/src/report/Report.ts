import { Verdict } from '../clauses/Verdict';
import { Evidence } from '../source/Evidence';
import { Notice } from '../source/Notice';
import { Framework, ServiceKind } from '../source/Sources';
import { Severity } from '../standard/Standard';

/** Why a clause is not asked to hold, and what would be said of it otherwise. @public */
export type Waiver = {
  verdict: Exclude<Verdict, 'waived'>;
  reason: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  until?: string;
  /** The comment that says it, where one does. */
  evidence?: Evidence;
  /** Who granted it, where that is not said in the file. */
  by?: string;
};

/** One clause's verdict in a {@link Report}. @public */
export type ClauseResult = {
  id: string;
  severity: Severity;
  verdict: Verdict;
  /** One or two plain sentences: what is wrong, what the rule wants, what to write instead. */
  message: string;
  evidence: Evidence[];
  /** Whether a fix exists. Absent in a raw report: whoever shows a report asks the fixer. */
  fixable?: boolean;
  /** Only where the verdict is `waived`. */
  waiver?: Waiver;
};

/** What one service's sources say about rule 087. Plain JSON. @public */
export type Report = {
  standard: { id: string; version: string };
  service: string;
  kind: ServiceKind;
  framework: Framework;
  /** What was not declared but inferred from the sources. */
  inferred: Array<'kind' | 'framework' | 'prefix'>;
  files: {
    dockerfile: string | null;
    compose: string[];
    pyproject: string | null;
  };
  /** `false` when a must fails; `null` (undecided) when none fails but a must is unknown; else `true`. */
  conforms: boolean | null;
  /** 0…100, weighted must 3, should 1, over the decided clauses, rounded down; `null` when nothing was decided. */
  score: number | null;
  notices: Notice[];
  clauses: ClauseResult[];
};
