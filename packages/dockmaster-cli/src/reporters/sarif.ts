import {
  Clause,
  ClauseResult,
  clauses,
  Evidence,
  explainClause,
  Notice,
  Report,
} from '@huleedu/rule-087';
import { version } from '../../package.json';
import { Finding, findingsOf } from '../outcome/findings';
import { Outcome, Result } from '../outcome/Outcome';
import { clauseLink, PROJECT } from './clauseLink';

const LEVELS = { must: 'error', should: 'warning', optional: 'note' } as const;

/** Code scanning refuses a file in which a result has many more. */
const MOST_LOCATIONS = 100;

/** The root of the checkout; code scanning takes paths to begin there. */
const ROOT = '%SRCROOT%';

/** SARIF 2.1.0: a result for each clause that fails or is undecided, and for each notice, always with a place. */
export function sarif(outcome: Outcome): string {
  const { results } = outcome;
  const run = {
    tool: {
      driver: {
        name: 'dockmaster',
        semanticVersion: version,
        informationUri: PROJECT,
        rules: clauses.map(rule),
      },
    },
    // Code scanning keeps the analyses of several monorepos in one repository apart by it.
    automationDetails: { id: `dockmaster/${results[0]?.directory ?? ''}` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: {
      [ROOT]: { description: { text: "The repository's root" } },
    },
    results: [
      ...findingsOf(outcome).map(failure),
      ...results.flatMap(result => [
        ...result.report.clauses
          .filter(
            ({ verdict }) => verdict === 'unknown' || verdict === 'waived',
          )
          .map(clause => openResult(clause, result)),
        ...result.report.notices.map(notice => noticeResult(notice, result)),
      ]),
    ],
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(clause: Clause) {
  const { id, title, severity, rationale } = clause;
  const { example } = explainClause(clause);
  const passes = example.passes.trimEnd();
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: rationale },
    helpUri: clauseLink(id),
    help: {
      text: `${rationale} As in:\n${passes}`,
      markdown: `${rationale} As in:\n\n\`\`\`\n${passes}\n\`\`\`\n\n[${id}](${clauseLink(
        id,
      )})`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function failure(finding: Finding) {
  const { report, clause, state, message, places } = finding;
  // A clause that fails at new places too is two results, and so two identities.
  const isRest = state === 'new' && places.length < clause.evidence.length;
  return {
    ...ofRule(clause.id),
    kind: 'fail',
    level: LEVELS[clause.severity],
    message: { text: message },
    locations: locations(places, finding),
    ...identity(report, isRest ? `${clause.id}:new` : clause.id),
    ...(state && { baselineState: state }),
  };
}

function openResult(clause: ClauseResult, result: Result) {
  const { id, severity, verdict, message, evidence, waiver } = clause;
  return {
    ...ofRule(id),
    ...(verdict === 'unknown'
      ? { kind: 'open', level: 'none' }
      : { kind: 'fail', level: LEVELS[severity] }),
    message: { text: message },
    locations: locations(evidence, result),
    ...identity(result.report, id),
    ...(waiver && {
      suppressions: [{ kind: 'inSource', justification: waiver.reason }],
    }),
  };
}

function noticeResult(notice: Notice, result: Result) {
  const { code, severity, message, evidence } = notice;
  return {
    level: severity === 'info' ? 'note' : severity,
    message: { text: message },
    locations: locations(evidence, result),
    ...identity(result.report, code),
  };
}

function ofRule(id: string) {
  return {
    ruleId: id,
    ruleIndex: clauses.findIndex(clause => clause.id === id),
  };
}

/** The same wherever in the file it stands. What else code scanning wants to know a result by, it makes of the line's text itself. */
function identity({ service }: Report, what: string) {
  return { partialFingerprints: { 'dockmaster/v1': `${service}:${what}` } };
}

function locations(evidence: Evidence[], { report, directory }: Result) {
  const places = evidence.filter(({ file }) => !file.startsWith('../'));
  return (places.length > 0 ? places : [placeOf(report)])
    .slice(0, MOST_LOCATIONS)
    .map(({ file, startLine, startColumn, endLine, endColumn }) => ({
      physicalLocation: {
        artifactLocation: {
          uri: `${directory}${file}`
            .split('/')
            .map(encodeURIComponent)
            .join('/'),
          uriBaseId: ROOT,
        },
        region: { startLine, startColumn, endLine, endColumn },
      },
    }));
}

/** Where a service is, for what has no place in the checkout. */
function placeOf({ service, files }: Report): Evidence {
  const inside = [files.dockerfile, files.pyproject].find(
    file => file !== null && !file.startsWith('../'),
  );
  return {
    file: inside ?? service,
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
  };
}
