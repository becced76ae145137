import { Report } from '@huleedu/rule-087';

export type FailOn = 'must' | 'should' | 'never';

/** 2 where a file could not be read, 1 where something fails that was asked about, or, when strict, where something is undecided; else 0. */
export function exitCodeOf(
  reports: Report[],
  {
    failOn,
    strict,
    isKnown,
  }: {
    failOn: FailOn;
    strict?: boolean;
    /** Whether a failure was there before, and so is none now. */
    isKnown: (service: string, clause: string) => boolean;
  },
): number {
  if (reports.some(isUnreadable)) return 2;
  if (failOn === 'never') return 0;
  const severities = failOn === 'must' ? ['must'] : ['must', 'should'];
  const isBad = reports.some(
    ({ service, conforms, clauses }) =>
      (strict && conforms === null) ||
      clauses.some(
        ({ id, severity, verdict }) =>
          severities.includes(severity) &&
          verdict === 'fail' &&
          !isKnown(service, id),
      ),
  );
  return isBad ? 1 : 0;
}

/** Whether a source says nothing, since it cannot be read: not where there is none. */
function isUnreadable({ notices }: Report): boolean {
  return notices.some(
    ({ severity, code }) => severity === 'error' && code !== 'no-dockerfile',
  );
}
