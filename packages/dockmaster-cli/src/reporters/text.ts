import { Evidence, Report } from '@huleedu/rule-087';
import { Painter, painter } from './colors';
import { ReporterOptions } from './ReporterOptions';

type Line = {
  place: Evidence | undefined;
  label: string;
  paint: keyof Painter;
  message: string;
};

/** What a person reads in a terminal: for each service what is wrong, grouped by file, then a line that sums up. */
export function text(reports: Report[], { colors }: ReporterOptions): string {
  const paint = painter(colors);
  return [
    ...reports.map(report => service(report, paint)),
    summary(reports),
  ].join('\n');
}

function service(report: Report, paint: Painter): string {
  const { service: name, kind, framework, conforms, score } = report;
  const verdict = {
    true: paint.good('conforms'),
    false: paint.bad('does not conform'),
    null: paint.unsure('undecided'),
  }[String(conforms) as 'true' | 'false' | 'null'];
  const what = [kind, framework].filter(item => item !== 'none').join(', ');
  const head = `${paint.strong(name)} (${what}): ${verdict}, score ${
    score ?? '–'
  }`;
  const byFile = new Map<string, string[]>();
  for (const { place, label, paint: color, message } of linesOf(report)) {
    const file = place?.file ?? report.files.dockerfile ?? '–';
    const where = place
      ? `${file}:${place.startLine}:${place.startColumn}`
      : file;
    const lines = byFile.get(file) ?? [];
    lines.push(`  ${where}  ${paint[color](label)}: ${message}`);
    byFile.set(file, lines);
  }
  return `${[head, ...[...byFile.values()].flat()].join('\n')}\n`;
}

function linesOf({ notices, clauses }: Report): Line[] {
  const notes = notices.map(
    ({ severity, message, evidence }): Line => ({
      place: evidence[0],
      label: severity,
      paint: severity === 'error' ? 'bad' : 'unsure',
      message,
    }),
  );
  // Where the Dockerfile says nothing, one line says why instead of one for each clause.
  const isSilent = clauses.every(
    ({ verdict, evidence }) => verdict === 'unknown' && evidence.length === 0,
  );
  const findings = clauses
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown')
    .map(
      ({ id, severity, verdict, message, evidence }): Line => ({
        place: evidence[0],
        label: `${verdict === 'unknown' ? 'undecided' : severity} ${id}`,
        paint: verdict === 'fail' && severity === 'must' ? 'bad' : 'unsure',
        message,
      }),
    );
  const order = ({ place }: Line) => place?.startLine ?? 0;
  return [
    ...notes,
    ...(isSilent ? [] : findings.sort((a, b) => order(a) - order(b))),
  ];
}

function summary(reports: Report[]): string {
  const count = (conforms: boolean | null) =>
    reports.filter(report => report.conforms === conforms).length;
  const services =
    reports.length === 1 ? '1 service' : `${reports.length} services`;
  return `${services}: ${count(true)} conforming, ${count(false)} not, ${count(
    null,
  )} undecided\n`;
}
