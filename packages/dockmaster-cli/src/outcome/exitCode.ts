import { newFindingsOf, newlyUndecided } from './findings';
import { Outcome } from './Outcome';
import { newlyUnreadable } from './unreadable';

export type FailOn = 'must' | 'should' | 'never';

/**
 * 2 where a file could not be read, 1 where something fails that was asked about, or, when strict, where something is undecided; else 0.
 * What a baseline knows does not count.
 */
export function exitCodeOf(
  outcome: Outcome,
  { failOn, strict }: { failOn: FailOn; strict?: boolean },
): number {
  if (newlyUnreadable(outcome).length > 0) return 2;
  if (failOn === 'never') return 0;
  const severities = failOn === 'must' ? ['must'] : ['must', 'should'];
  const fails = newFindingsOf(outcome).some(({ clause }) =>
    severities.includes(clause.severity),
  );
  return fails || (strict && isUndecided(outcome)) ? 1 : 0;
}

function isUndecided(outcome: Outcome): boolean {
  return outcome.comparison
    ? newlyUndecided(outcome).length > 0
    : outcome.results.some(({ report }) => report.conforms === null);
}
