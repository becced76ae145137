import { ClauseResult, clauses, Evidence, Report } from '@huleedu/rule-087';

const LEVELS = { must: 'error', should: 'warning', optional: 'note' } as const;

/** SARIF 2.1.0: a result for each clause that fails or is undecided, and for each notice, always with a place. */
export function sarif(reports: Report[]): string {
  const run = {
    tool: {
      driver: {
        name: 'dockmaster',
        informationUri: 'https://github.com/huleedu/dockmaster',
        rules: clauses.map(({ id, title, severity, rationale }) => ({
          id,
          name: title,
          shortDescription: { text: title },
          fullDescription: { text: rationale },
          defaultConfiguration: { level: LEVELS[severity] },
        })),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: {
      ROOT: { description: { text: "The repository's root" } },
    },
    results: reports.flatMap(results),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function results(report: Report) {
  const { service, notices, clauses: found } = report;
  const fallback: Evidence = {
    file: report.files.dockerfile ?? service,
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
  };
  const shown = found.filter(
    ({ verdict }) =>
      verdict === 'fail' || verdict === 'unknown' || verdict === 'waived',
  );
  return [
    ...shown.map(clause => ({
      ruleId: clause.id,
      ruleIndex: clauses.findIndex(({ id }) => id === clause.id),
      ...outcome(clause),
      message: { text: clause.message },
      locations: locations(clause.evidence, fallback),
      partialFingerprints: { 'dockmaster/v1': `${service}:${clause.id}` },
      ...(clause.verdict === 'waived' && {
        suppressions: [{ kind: 'inSource' }],
      }),
    })),
    ...notices.map(({ code, severity, message, evidence }) => ({
      level: severity === 'info' ? 'note' : severity,
      message: { text: message },
      locations: locations(evidence, fallback),
      partialFingerprints: { 'dockmaster/v1': `${service}:${code}` },
    })),
  ];
}

function outcome({ verdict, severity }: ClauseResult) {
  return verdict === 'unknown'
    ? { kind: 'open', level: 'none' }
    : { kind: 'fail', level: LEVELS[severity] };
}

function locations(evidence: Evidence[], fallback: Evidence) {
  const places = evidence.length > 0 ? evidence : [fallback];
  return places.map(({ file, startLine, startColumn, endLine, endColumn }) => ({
    physicalLocation: {
      artifactLocation: {
        uri: file.split('/').map(encodeURIComponent).join('/'),
        uriBaseId: 'ROOT',
      },
      region: { startLine, startColumn, endLine, endColumn },
    },
  }));
}
