import { ClauseResult, Report } from '@huleedu/rule-087';

/** The clauses that do not hold, or that could not be decided, one a line with their place: `services/x/Dockerfile.dev:12 5.1.user: …`. */
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

/** Which clauses hold less than they did, as {@link findingsOf} takes it: what was so before, and could not be fixed, is not the change's doing. */
export function isWorseThan(before: Report): (clause: ClauseResult) => boolean {
  const verdicts = new Map(
    before.clauses.map(({ id, verdict }) => [id, verdict]),
  );
  return ({ id, verdict }) => {
    const was = verdicts.get(id);
    return verdict === 'fail' ? was !== 'fail' : was === 'pass';
  };
}
