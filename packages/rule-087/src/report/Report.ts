/** How much a clause weighs: a `must` decides conformance, a `should` the score, an `optional` neither. @public */
export type Severity = 'must' | 'should' | 'optional';

/** What was found about one clause. `unknown` never counts as a pass nor as a fail. @public */
export type Verdict = 'pass' | 'fail' | 'not-applicable' | 'unknown' | 'waived';

/** @public */
export type ServiceKind = 'http' | 'worker' | 'job';

/** @public */
export type Framework = 'quart' | 'fastapi' | 'none';

/**
 * A range in one source file.
 *
 * @remarks
 * Lines and columns count from 1; columns are UTF-16 code units. The end is exclusive: `endColumn` is the column
 * after the last character. `file` is relative to the repository's root, with `/`.
 *
 * @public
 */
export type Evidence = {
  file: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
};

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

/** Something that should be said about the sources that no clause says: a limit, an unreadable file, an expired suppression. @public */
export type Notice = {
  /** Kebab-case and stable, for example `file-too-large`. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  evidence: Evidence[];
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
