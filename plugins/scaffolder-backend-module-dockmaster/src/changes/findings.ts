import { ClauseResult, Report } from '@huleedu/rule-087';

/** Failing and undecided clauses, one per line with the location: `services/x/Dockerfile.dev:12 5.1.user: …`. */
export function findingsOf(
  report: Report,
  isOfInterest: (clause: ClauseResult) => boolean = () => true,
): string[] {
  return report.clauses
    .filter(
      clause =>
        ['fail', 'unknown'].includes(clause.verdict) && isOfInterest(clause),
    )
    .map(({ id, severity, verdict, message, evidence: [place] }) =>
      [
        place && `${place.file}:${place.startLine}`,
        `${id} (${severity}${verdict === 'unknown' ? ', undecided' : ''}):`,
        message,
      ]
        .filter(Boolean)
        .join(' '),
    );
}

/** A filter for {@link findingsOf}: clauses that got worse. A clause that failed before is not the fault of the change. */
export function isWorseThan(before: Report): (clause: ClauseResult) => boolean {
  const verdicts = new Map(
    before.clauses.map(({ id, verdict }) => [id, verdict]),
  );
  return ({ id, verdict }) => {
    const was = verdicts.get(id);
    return verdict === 'fail' ? was !== 'fail' : was === 'pass';
  };
}
