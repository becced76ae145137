import { Severity } from '@huleedu/rule-087';
import { Finding, newFindingsOf, newlyUndecided } from '../outcome/findings';
import { Outcome } from '../outcome/Outcome';
import { newlyUnreadable } from '../outcome/unreadable';
import { fixedText } from './fixedText';

/** Of each sort GitHub shows this many for a step, and says nothing of the others. */
const MOST_SHOWN = 10;

type Level = 'error' | 'warning' | 'notice';

const LEVELS: Record<Severity, Level> = {
  must: 'error',
  should: 'warning',
  optional: 'notice',
};

type Annotation = {
  level: Level;
  title: string;
  message: string;
  file?: string;
  /** Lines count from 1; the column is given where both are on one line, since GitHub takes it only there. */
  place?: { line: number; endLine: number; column?: number };
};

/**
 * Workflow commands that GitHub shows beside the lines of a pull request, the worst first.
 *
 * @notes
 * What is beyond the number that it shows is written as plain lines of the log, and one more annotation says how much that is.
 */
export function github(outcome: Outcome): string {
  const annotations = [
    ...newlyUnreadable(outcome).map(
      ({ directory, file, notice }): Annotation => ({
        level: 'error',
        title: notice.code,
        message: notice.message,
        file: `${directory}${file}`,
      }),
    ),
    ...newFindingsOf(outcome).map(finding =>
      annotationOf(finding, LEVELS[finding.clause.severity]),
    ),
    ...newlyUndecided(outcome).map(finding => annotationOf(finding, 'warning')),
  ];
  const shown: Annotation[] = [];
  const others: Annotation[] = [];
  for (const level of ['error', 'warning', 'notice'] as const) {
    // The last notice is the one that sums up.
    const most = level === 'notice' ? MOST_SHOWN - 1 : MOST_SHOWN;
    const some = annotations.filter(item => item.level === level);
    shown.push(...some.slice(0, most));
    others.push(...some.slice(most));
  }
  const summary = summaryOf(outcome, others.length);
  return [
    ...shown.map(command),
    ...others.map(line),
    ...(summary ? [command(summary)] : []),
  ].join('');
}

function annotationOf(
  { directory, report, clause, message, places: [place] }: Finding,
  level: Level,
): Annotation {
  const file = place?.file ?? report.files.dockerfile;
  return {
    level,
    title: clause.id,
    message,
    file: file ? `${directory}${file}` : undefined,
    place: place && {
      line: place.startLine,
      endLine: place.endLine,
      column: place.startLine === place.endLine ? place.startColumn : undefined,
    },
  };
}

function summaryOf(
  { comparison }: Outcome,
  left: number,
): Annotation | undefined {
  const fixed = comparison?.fixed ?? [];
  const sentences = [
    ...(left > 0 ? [`${left} more are in the log of this step.`] : []),
    ...(fixed.length > 0 ? [`Fixed: ${fixedText(fixed)}.`] : []),
  ];
  return sentences.length > 0
    ? { level: 'notice', title: 'dockmaster', message: sentences.join(' ') }
    : undefined;
}

function command({ level, title, message, file, place }: Annotation): string {
  const properties = Object.entries({
    file,
    line: place?.line,
    endLine: place?.endLine,
    col: place?.column,
    title,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${level} ${properties.join(',')}::${data(message)}\n`;
}

/** On one line, so that no text of a file can pass for a command. */
function line({ level, title, message, file, place }: Annotation): string {
  const where = place ? `${file}:${place.line}` : file;
  const text = `${level} ${where} ${title}: ${message}`;
  return `${text.replace(/\s+/g, ' ')}\n`;
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
