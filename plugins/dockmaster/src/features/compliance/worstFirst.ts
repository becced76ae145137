import { Report } from '@huleedu/plugin-dockmaster-common';

type ClauseResult = Report['clauses'][number];

/** What a person should look at, the gravest first: musts that fail, musts that are undecided, then shoulds and the rest. */
export function worstFirst(report: Report): ClauseResult[] {
  return report.clauses
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown')
    .map((clause, index) => ({ clause, index }))
    .sort((a, b) => rank(a.clause) - rank(b.clause) || a.index - b.index)
    .map(({ clause }) => clause);
}

function rank({ severity, verdict }: ClauseResult): number {
  const bySeverity = { must: 0, should: 2, optional: 4 }[severity];
  return bySeverity + (verdict === 'fail' ? 0 : 1);
}
