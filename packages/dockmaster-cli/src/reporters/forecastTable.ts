import {
  countRebuilt,
  Forecast,
  ForecastChange,
  ForecastTarget,
} from '@huleedu/rule-087';
import { painter } from './colors';
import { ReporterOptions } from './ReporterOptions';

const COLUMNS: Array<[ForecastChange, string]> = [
  ['service-code', 'code'],
  ['library-source', 'library'],
  ['service-metadata', 'metadata'],
  ['lock-file', 'lock'],
  ['system-packages', 'system'],
];

/** An instruction is cut here: a RUN may go over many lines. */
const LONGEST_INSTRUCTION = 64;

/** What a person reads in a terminal: a line for each step, and a column for each sort of edit. */
export function forecastTable(
  { service, targets }: { service: string } & Forecast,
  { colors }: ReporterOptions,
): string {
  const paint = painter(colors);
  return targets
    .map(target => {
      const name = target.target ?? 'the last stage';
      const head = `${paint.strong(service)}, ${name}: ${
        target.steps.length
      } steps, and what an edit makes the builder run again`;
      return `${[head, ...rowsOf(target).map(row => `  ${row}`)].join('\n')}\n`;
    })
    .join('\n');
}

function rowsOf({ steps, changes }: ForecastTarget): string[] {
  const rows = [
    ['step', 'line', ...COLUMNS.map(([, title]) => title), 'instruction'],
    ...steps.map(({ index, line, stage, instruction }) => [
      `${index}`,
      `${line}`,
      ...COLUMNS.map(([change]) => {
        const rebuilt = changes[change];
        if (rebuilt?.rerun.includes(index)) return 'again';
        return rebuilt?.maybe.includes(index) ? 'maybe' : '·';
      }),
      `${stage}: ${shorten(instruction)}`,
    ]),
    [
      '',
      '',
      ...COLUMNS.map(([change]) => {
        const rebuilt = changes[change];
        return rebuilt ? countRebuilt(rebuilt) : 'not copied';
      }),
      'steps run again',
    ],
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows.map(row =>
    row
      .map((cell, column) =>
        column < 2
          ? cell.padStart(widths[column])
          : cell.padEnd(widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
}

function shorten(instruction: string): string {
  return instruction.length > LONGEST_INSTRUCTION
    ? `${instruction.slice(0, LONGEST_INSTRUCTION - 1)}…`
    : instruction;
}
