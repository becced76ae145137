import { ClauseResult, Report } from './Report';
import { Severity } from '../standard/Standard';
import { Verdict } from '../clauses/Verdict';

const WEIGHTS: Record<Severity, number> = { must: 3, should: 1, optional: 0 };

/** 0…100 over the decided clauses, rounded down; null when nothing that weighs was decided. */
function scoreOf(results: ClauseResult[]): number | null {
  const decided = results.filter(
    ({ verdict }) => verdict === 'pass' || verdict === 'fail',
  );
  const weigh = (some: ClauseResult[]) =>
    some.reduce((sum, { severity }) => sum + WEIGHTS[severity], 0);
  const total = weigh(decided);
  return total === 0
    ? null
    : Math.floor(
        (100 * weigh(decided.filter(({ verdict }) => verdict === 'pass'))) /
          total,
      );
}

/** False when a must fails, null when none fails and a must is unknown, else true. */
function conformanceOf(results: ClauseResult[]): boolean | null {
  const musts = results.filter(({ severity }) => severity === 'must');
  if (musts.some(({ verdict }) => verdict === 'fail')) return false;
  return musts.some(({ verdict }) => verdict === 'unknown') ? null : true;
}

/** What follows from the verdicts of a report. @public */
export function summarize(
  results: ClauseResult[],
): Pick<Report, 'conforms' | 'score'> {
  return { conforms: conformanceOf(results), score: scoreOf(results) };
}

/** How many clauses of a report have each verdict, and how many musts and shoulds are not held. @public */
export function countsOf(report: Report): Record<Verdict, number> & {
  mustFail: number;
  shouldFail: number;
  mustUnknown: number;
} {
  const count = (verdict: Verdict, severity?: Severity) =>
    report.clauses.filter(
      clause =>
        clause.verdict === verdict &&
        (!severity || clause.severity === severity),
    ).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    waived: count('waived'),
    'not-applicable': count('not-applicable'),
    mustFail: count('fail', 'must'),
    shouldFail: count('fail', 'should'),
    mustUnknown: count('unknown', 'must'),
  };
}
