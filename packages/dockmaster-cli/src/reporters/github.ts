import { Report } from '@huleedu/rule-087';

const COMMANDS = {
  must: 'error',
  should: 'warning',
  optional: 'notice',
} as const;

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function github(reports: Report[]): string {
  return reports
    .flatMap(({ files, clauses }) =>
      clauses
        .filter(({ verdict }) => verdict === 'fail')
        .map(({ id, severity, message, evidence: [place] }) => {
          const properties = place
            ? `file=${property(place.file)},line=${place.startLine},endLine=${
                place.endLine
              },col=${place.startColumn},`
            : `file=${property(files.dockerfile ?? '')},`;
          return `::${COMMANDS[severity]} ${properties}title=${property(
            id,
          )}::${data(message)}\n`;
        }),
    )
    .join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
