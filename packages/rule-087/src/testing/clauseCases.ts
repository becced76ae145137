import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge } from '../judge';
import { ClauseResult, Report } from '../report/Report';
import { Verdict } from '../clauses/Verdict';
import { rule087 } from '../standard/rule087';
import { conformingService, judgeTexts, ServiceTexts } from './service';

type Changes = Record<string, Exclude<Verdict, 'waived'>>;

/**
 * An edit of a service that passes, and what it changes.
 *
 * @notes
 * `edit` changes the Dockerfile of the rule's own text, which is judged alone; `texts` replaces files of the whole service.
 */
export type ClauseCase = {
  what: string;
  /** Clause id → verdict, for every clause whose verdict changes. */
  changes: Changes;
} & (
  | {
      edit: (dockerfile: string) => string;
      /** The text that the first evidence of the clause covers. */
      at?: string;
    }
  | { texts: Partial<ServiceTexts> }
);

const rule = readFileSync(
  resolve(__dirname, '../fixtures/identity_service.Dockerfile'),
  'utf8',
);

/** The stages of the rule's own text. */
export const [head, development, production] = (() => {
  const second = rule.indexOf('FROM base AS development');
  const third = rule.indexOf('FROM base AS production');
  return [rule.slice(0, second), rule.slice(second, third), rule.slice(third)];
})();

export const conforming = conformingService;

/** Replaces in the Dockerfile. @throws where there is nothing to replace */
export const replace =
  (from: string | RegExp, to: string) => (content: string) =>
    replaced(content, from, to);

/** Edits a stage alone. */
export const onlyIn =
  (part: string, change: (content: string) => string) => (content: string) =>
    content.replace(part, () => change(part));

/** Replaces in a file of the whole service. @throws where there is nothing to replace */
export const edit = (
  part: keyof ServiceTexts,
  from: string | RegExp,
  to: string,
): Partial<ServiceTexts> => ({
  [part]: replaced(conforming[part]!, from, to),
});

export const fails = (...ids: string[]): Changes =>
  Object.fromEntries(ids.map(id => [id, 'fail']));

const verdicts = ({ clauses }: Report) =>
  new Map(clauses.map(({ id, verdict }) => [id, verdict]));

/** What a case changes, with the text that the first evidence of a clause covers. */
export function outcomeOf(
  id: string,
  clauseCase: ClauseCase,
): { changes: Changes; at?: string; placeless: string[] } {
  const isAlone = 'edit' in clauseCase;
  const content = isAlone ? clauseCase.edit(rule) : '';
  const report = isAlone ? judgeAlone(content) : judgeTexts(clauseCase.texts);
  const before = verdicts(isAlone ? judgeAlone(rule) : judgeTexts({}));
  const changed = report.clauses.filter(
    clause => clause.verdict !== before.get(clause.id),
  );
  return {
    changes: Object.fromEntries(
      changed.map(clause => [clause.id, clause.verdict]),
    ) as Changes,
    ...(isAlone &&
      clauseCase.at !== undefined && {
        at: shown(content, report.clauses.find(clause => clause.id === id)!),
      }),
    placeless: report.clauses
      .filter(
        ({ verdict, evidence }) => verdict === 'fail' && evidence.length === 0,
      )
      .map(clause => clause.id),
  };
}

function replaced(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`Nothing to replace: ${from}`);
  return changed;
}

/** Judges a Dockerfile without a service's other files. */
export function judgeAlone(content: string): Report {
  return judge(
    {
      dockerfile: { state: 'present', path: 'Dockerfile.dev', content },
      pyproject: { state: 'not-given' },
      compose: [],
    },
    rule087,
    { service: 'identity_service' },
  );
}

/** The text that a clause's first evidence covers. */
function shown(content: string, clause: ClauseResult): string {
  const [{ startLine, startColumn, endLine, endColumn }] = clause.evidence;
  const lines = content.split('\n').slice(startLine - 1, endLine);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, endColumn - 1);
  lines[0] = lines[0].slice(startColumn - 1);
  return lines.join('\n');
}
