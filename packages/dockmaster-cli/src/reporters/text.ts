import { Evidence, Report } from '@huleedu/rule-087';

/** What a person reads in a terminal: for each service what is wrong and where, then a line that sums up. */
export function text(reports: Report[]): string {
  return [...reports.map(service), summary(reports)].join('\n');
}

function service(report: Report): string {
  const { service: name, kind, framework, conforms, score, files } = report;
  const verdict = {
    true: 'conforms',
    false: 'does not conform',
    null: 'undecided',
  }[String(conforms) as 'true' | 'false' | 'null'];
  const lines = [
    `${name} (${[kind, framework]
      .filter(item => item !== 'none')
      .join(', ')}): ${verdict}, score ${score ?? '–'}`,
  ];
  for (const { severity, message, evidence } of report.notices) {
    lines.push(`  ${place(evidence[0], files)}  ${severity}: ${message}`);
  }
  // Where the Dockerfile says nothing, one line says why instead of one for each clause.
  const isSilent = report.clauses.every(
    ({ verdict: outcome, evidence }) =>
      outcome === 'unknown' && evidence.length === 0,
  );
  for (const clause of isSilent ? [] : report.clauses) {
    if (clause.verdict !== 'fail' && clause.verdict !== 'unknown') continue;
    const { id, severity, verdict: outcome, message, evidence } = clause;
    lines.push(
      `  ${place(evidence[0], files)}  ${
        outcome === 'unknown' ? 'undecided' : severity
      } ${id}: ${message}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function place(evidence: Evidence | undefined, files: Report['files']): string {
  return evidence
    ? `${evidence.file}:${evidence.startLine}:${evidence.startColumn}`
    : files.dockerfile ?? '–';
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
