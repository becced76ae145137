import { Report } from '@huleedu/rule-087';

export type FailOn = 'must' | 'should' | 'never';

/** 1 where something fails that was asked about, or, when strict, where something is undecided; else 0. */
export function exitCodeOf(
  reports: Report[],
  { failOn, strict }: { failOn: FailOn; strict?: boolean },
): number {
  if (failOn === 'never') return 0;
  const severities = failOn === 'must' ? ['must'] : ['must', 'should'];
  const isBad = reports.some(
    ({ conforms, clauses }) =>
      (strict && conforms === null) ||
      clauses.some(
        ({ severity, verdict }) =>
          severities.includes(severity) && verdict === 'fail',
      ),
  );
  return isBad ? 1 : 0;
}
