import { Finding, findingsOf, newlyUndecided } from '../outcome/findings';
import { Outcome } from '../outcome/Outcome';
import { newlyUnreadable } from '../outcome/unreadable';
import { painter } from './colors';
import { fixedText } from './fixedText';
import { ReporterOptions } from './ReporterOptions';

/** What a person reads in a terminal beside a baseline: what is new, and how much is left of the old. */
export function textOfChanges(
  outcome: Outcome,
  { colors }: ReporterOptions,
): string {
  const paint = painter(colors);
  const all = findingsOf(outcome);
  const found = all.filter(({ state }) => state === 'new');
  const undecided = newlyUndecided(outcome);
  const { fixed, renamed } = outcome.comparison!;
  const lines = [
    ...newlyUnreadable(outcome).map(
      ({ file, notice }) => `${file}  ${paint.bad('error')}: ${notice.message}`,
    ),
    ...found.map(finding => {
      const { severity } = finding.clause;
      const label = paint[severity === 'must' ? 'bad' : 'unsure'](
        `new ${severity}`,
      );
      return line(finding, label);
    }),
    ...undecided.map(finding => line(finding, paint.unsure('now undecided'))),
    ...renamed.map(
      ({ from, to }) =>
        `${paint.strong(to)} is what the baseline calls ${from}`,
    ),
    ...(fixed.length > 0
      ? [
          `${paint.good('fixed')}: ${fixedText(
            fixed,
          )}; --write-baseline takes that out of the baseline`,
        ]
      : []),
    `${services(outcome)}: ${found.length} new, ${
      all.length - found.length
    } that the baseline knows, ${fixed.length} fixed${
      undecided.length > 0 ? `, ${undecided.length} now undecided` : ''
    }`,
  ];
  return `${lines.join('\n')}\n`;
}

function line(
  { report, clause, message, places: [place] }: Finding,
  label: string,
): string {
  const where = place
    ? `${place.file}:${place.startLine}:${place.startColumn}`
    : report.files.dockerfile ?? report.service;
  return `${where}  ${label} ${clause.id}: ${message}`;
}

function services({ results }: Outcome): string {
  return results.length === 1 ? '1 service' : `${results.length} services`;
}
