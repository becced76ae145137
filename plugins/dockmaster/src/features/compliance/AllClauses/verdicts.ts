import { Report } from '@huleedu/plugin-dockmaster-common';

type ClauseResult = Report['clauses'][number];
export type Verdict = ClauseResult['verdict'];

/** How a verdict is called, and how it looks: never by colour alone. */
export const VERDICTS: Record<
  Verdict,
  { sign: string; words: string; tone: string }
> = {
  fail: { sign: '✕', words: 'Fails', tone: 'negative' },
  unknown: { sign: '?', words: 'Undecided', tone: 'warning' },
  waived: { sign: '~', words: 'Waived', tone: 'neutral' },
  pass: { sign: '✓', words: 'Holds', tone: 'positive' },
  'not-applicable': { sign: '–', words: 'Not applicable', tone: 'neutral' },
};

export const VERDICT_ORDER = Object.keys(VERDICTS) as Verdict[];

/** A clause that fails looks as grave as it is. */
export function lookOf({ verdict, severity }: ClauseResult) {
  const look = VERDICTS[verdict];
  if (verdict !== 'fail' || severity === 'must') return look;
  return severity === 'should'
    ? { ...look, sign: '!', tone: 'warning' }
    : { ...look, sign: 'i', tone: 'neutral' };
}
