import { ClauseResult, rule087, versionOf } from '@huleedu/rule-087';
import { ServiceChange } from '../baseline/compareWithBaseline';
import { Outcome } from '../outcome/Outcome';

/** The public contract of `--format json`. */
export function json({ results, comparison }: Outcome): string {
  const standard = results[0]?.report.standard ?? {
    id: rule087.id,
    version: versionOf(rule087),
  };
  const content = {
    standard,
    ...(comparison && {
      baseline: { fixed: comparison.fixed, renamed: comparison.renamed },
    }),
    results: results.map(({ report }) => {
      const { standard: _, ...result } = report;
      const change = comparison?.changes.get(report.service);
      return change
        ? {
            ...result,
            clauses: result.clauses.map(clause =>
              besideBaseline(clause, change),
            ),
          }
        : result;
    }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function besideBaseline(
  clause: ClauseResult,
  { newPlaces, newlyUndecided }: ServiceChange,
) {
  if (clause.verdict === 'unknown' && clause.severity === 'must')
    return { ...clause, baselineState: newlyUndecided ? 'new' : 'unchanged' };
  if (clause.verdict !== 'fail') return clause;
  const places = newPlaces.get(clause.id);
  return places
    ? { ...clause, baselineState: 'new', newEvidence: places }
    : { ...clause, baselineState: 'unchanged' };
}
