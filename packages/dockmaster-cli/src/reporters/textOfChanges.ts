import { findingsOf } from '../outcome/findings';
import { Outcome } from '../outcome/Outcome';
import { newlyUnreadable } from '../outcome/unreadable';
import { painter } from './colors';
import { mendedText } from './mendedText';
import type { ReporterOptions } from '.';

/** What a person reads in a terminal beside a baseline: what is new, and how much is left of the old. */
export function textOfChanges(
  outcome: Outcome,
  { colors }: ReporterOptions,
): string {
  const paint = painter(colors);
  const all = findingsOf(outcome);
  const found = all.filter(({ state }) => state === 'new');
  const { mended, renamed } = outcome.comparison!;
  const lines = [
    ...newlyUnreadable(outcome).map(
      ({ file, notice }) => `${file}  ${paint.bad('error')}: ${notice.message}`,
    ),
    ...found.map(({ report, clause, message, places: [place] }) => {
      const { id, severity } = clause;
      const where = place
        ? `${place.file}:${place.startLine}:${place.startColumn}`
        : report.files.dockerfile ?? report.service;
      const color = severity === 'must' ? 'bad' : 'unsure';
      return `${where}  ${paint[color](`new ${severity} ${id}`)}: ${message}`;
    }),
    ...renamed.map(
      ({ from, to }) =>
        `${paint.strong(to)} is what the baseline calls ${from}`,
    ),
    ...(mended.length > 0
      ? [
          `${paint.good('mended')}: ${mendedText(
            mended,
          )}; --write-baseline takes that out of the baseline`,
        ]
      : []),
    `${services(outcome)}: ${found.length} new, ${
      all.length - found.length
    } that the baseline knows, ${mended.length} mended`,
  ];
  return `${lines.join('\n')}\n`;
}

function services({ results }: Outcome): string {
  return results.length === 1 ? '1 service' : `${results.length} services`;
}
