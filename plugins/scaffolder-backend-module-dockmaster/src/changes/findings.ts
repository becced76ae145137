import { Report } from '@huleedu/rule-087';

/** The clauses that do not hold, or that could not be decided, one a line with their place: `services/x/Dockerfile.dev:12 5.1.user: …`. */
export function findingsOf(
  report: Report,
  isOfInterest: (severity: string) => boolean = () => true,
): string[] {
  return report.clauses
    .filter(
      ({ severity, verdict }) =>
        ['fail', 'unknown'].includes(verdict) && isOfInterest(severity),
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
