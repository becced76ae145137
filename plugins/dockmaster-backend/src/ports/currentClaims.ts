import { Snapshot } from './PortStore';

/**
 * A snapshot of what the files say now. What they said before, and the last scans did not find, still keeps a number from others: it matters to who
 * chooses one, and is held against nobody.
 */
export function currentClaims(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    observations: snapshot.observations.filter(({ isSeen }) => isSeen),
    facts: snapshot.facts.currentClaims(),
  };
}
