import { Evidence } from '@huleedu/rule-087';
import { Finding, findingsOf, newlyUndecided } from '../outcome/findings';
import { Outcome } from '../outcome/Outcome';
import { newlyUnreadable } from '../outcome/unreadable';
import { clauseLink } from './clauseLink';

/** A comment holds 65,536 characters; what stands around the table is short. */
const LONGEST_TABLE = 60_000;

const ORDER = ['must', 'should', 'optional'];

const HEAD = [
  '| | Clause | Where | What is wrong |',
  '| --- | --- | --- | --- |',
];

/** A comment on a pull request: what is new, or, without a baseline, what fails; the worst first. */
export function markdown(outcome: Outcome): string {
  const all = findingsOf(outcome);
  const found = all
    .filter(({ state }) => state !== 'unchanged')
    .sort(
      (a, b) =>
        ORDER.indexOf(a.clause.severity) - ORDER.indexOf(b.clause.severity),
    );
  const unreadable = newlyUnreadable(outcome);
  const undecided = newlyUndecided(outcome);
  const rows = rowsOf(found);
  const { fixed = [], renamed = [] } = outcome.comparison ?? {};
  const heading = `### Dockmaster: ${title(outcome, found, {
    unreadable: unreadable.length,
    undecided: undecided.length,
  })}`;
  const paragraphs = [
    ...unreadable.map(
      ({ directory, file, notice }) =>
        `**error** ${code(`${directory}${file}`)}: ${escape(notice.message)}`,
    ),
    ...(rows.length > 0 ? [[...HEAD, ...rows].join('\n')] : []),
    ...(rows.length < found.length
      ? [`${found.length - rows.length} more are in the log.`]
      : []),
    ...undecided.map(
      ({ clause, message, ...finding }) =>
        `**now undecided** ${link(clause.id)} ${places(finding)}: ${escape(
          message,
        )}`,
    ),
    ...fixable(found),
    ...(fixed.length > 0
      ? [
          `Fixed: ${fixed
            .map(({ service, id }) => `${link(id)} of ${code(service)}`)
            .join(', ')}.`,
        ]
      : []),
    ...renamed.map(({ from, to }) => `${code(to)} was ${code(from)} before.`),
  ];
  const known = all.length - found.length;
  const left =
    known > 0
      ? [
          `${plural(known, 'older failure')} ${
            known === 1 ? 'is' : 'are'
          } let pass.`,
        ]
      : [];
  // On one line where there is nothing to tell, so that whoever posts it can tell.
  return paragraphs.length === 0
    ? `${[heading, ...left].join('. ')}\n`
    : `${[heading, ...paragraphs, ...left].join('\n\n')}\n`;
}

function title(
  { comparison }: Outcome,
  found: Finding[],
  { unreadable, undecided }: { unreadable: number; undecided: number },
): string {
  const what = comparison ? 'new failure' : 'failure';
  const musts = found.filter(({ clause }) => clause.severity === 'must').length;
  const parts = [
    ...(unreadable > 0 ? [`${plural(unreadable, 'file')} cannot be read`] : []),
    ...(found.length > 0
      ? [`${plural(found.length, what)} of rule 087, ${musts} of a must`]
      : []),
    ...(undecided > 0
      ? [`${plural(undecided, 'service')} can no longer be decided`]
      : []),
  ];
  if (parts.length > 0) return parts.join('; ');
  return comparison ? 'nothing new fails' : 'nothing fails';
}

/** As many as a comment holds. */
function rowsOf(found: Finding[]): string[] {
  let length = 0;
  return found
    .map(
      ({ clause, message, ...finding }) =>
        `| ${clause.severity} | ${link(clause.id)} | ${places(
          finding,
        )} | ${escape(message)} |`,
    )
    .filter(row => {
      length += row.length;
      return length <= LONGEST_TABLE;
    });
}

function places({
  directory,
  report,
  places: [first, ...others],
}: Pick<Finding, 'directory' | 'report' | 'places'>): string {
  const where = ({ file, startLine }: Evidence) =>
    code(`${directory}${file}:${startLine}`);
  if (!first) return code(report.service);
  return others.length === 0
    ? where(first)
    : `${where(first)} and ${others.length} more`;
}

function fixable(found: Finding[]): string[] {
  const services = new Set(
    found
      .filter(({ clause }) => clause.fixable)
      .map(({ report }) => report.service),
  );
  return services.size === 0
    ? []
    : [
        `${code('dockmaster fix --write')} fixes what it can of ${[...services]
          .map(code)
          .join(', ')}.`,
      ];
}

function link(id: string): string {
  return `[${id}](${clauseLink(id)})`;
}

function plural(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** Text of a file, which must neither format the comment nor name a person in it; an underscore inside a word does neither. */
function escape(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(
      /[\\`*[\]<>#|~&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g,
      character => `&#${character.charCodeAt(0)};`,
    )
    .replace(/@/g, '@\u200b');
}

/** Nothing in it is formatted, but a bar would end the cell of a table. */
function code(text: string): string {
  const content = text
    .replace(/\s+/g, ' ')
    .replace(/`/g, "'")
    .replace(/\|/g, '\\|');
  return `\`${content}\``;
}
