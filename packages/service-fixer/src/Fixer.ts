import {
  Declaration,
  judge,
  Report,
  Sources,
  Standard,
} from '@huleedu/rule-087';
import { buildServiceModel } from '@huleedu/rule-087/model';
import { editSources } from './editSources';
import { FixOptions, Remaining } from './FixResult';
import { composeInvariant } from './invariants/composeInvariant';
import { contextInvariant } from './invariants/contextInvariant';
import { pyprojectInvariant } from './invariants/pyprojectInvariant';
import { preservationFailures } from './preservation';
import { isRefusal, ClauseFix, FixContext } from './ClauseFix';
import { fixes } from './fixes';
import { rewriteWith } from './rewrite/rewriteDockerfile';
import { isStructural } from './rewrite/structural';
import { fixContextIn } from './fixContext';

/** Sources with what is found in them; no context where the Dockerfile cannot be read. */
export type State = {
  sources: Sources;
  report: Report;
  fixContext?: FixContext;
};

/** A fix may need others after it: a stage that has a USER now wants that user to own its files. */
const LONGEST_CHAIN = 12;

const START = '10.2.start-script';

/** What the container starts becomes the start script before its CMD changes; stages of other names, and one that is missing, are no reason to write the rest anew. */
const BEFORE_ALL = Object.keys(fixes).filter(
  id => id.startsWith('2.1.') || id === START,
);

/** Takes one step after the other. */
export class Fixer {
  private readonly refusals = new Map<string, Omit<Remaining, 'id'>>();

  constructor(
    private readonly standard: Standard,
    private readonly declaration: Declaration,
    private readonly options: FixOptions,
  ) {}

  examine(sources: Sources): State {
    const { standard, declaration } = this;
    return {
      sources,
      report: judge(sources, standard, declaration),
      fixContext: fixContextIn(
        buildServiceModel(sources, standard, declaration).model,
        sources,
        standard,
        this.options.ports ?? {},
      ),
    };
  }

  /** Fixes until nothing changes. What is out of order for fixes is written anew as it was before them: that says what is the author's. */
  fix(first: State): State {
    const ready = this.fixAll(first, BEFORE_ALL);
    const isWithoutStages = failuresOf(ready.report).some(id =>
      id.startsWith('2.1.'),
    );
    const anew =
      isWithoutStages && (this.rewrite(ready) ?? this.rewriteStarting(ready));
    if (anew) return this.fix(anew);
    const state = this.fixAll(ready);
    const ordered = this.rewrite(ready, state) ?? this.rewriteFixed(state);
    return ordered ? this.fix(ordered) : state;
  }

  private fixAll(first: State, among = Object.keys(fixes)): State {
    let state = first;
    for (;;) {
      const failing = failuresOf(state.report);
      const next = this.fixFirst(
        state,
        among.filter(id => failing.includes(id)),
      );
      if (!next) return state;
      state = next;
    }
  }

  private fixFirst(state: State, ids: string[]): State | undefined {
    for (const id of ids) {
      const next = this.fixClause(state, id, fixes[id]);
      if (next) return next;
    }
    return undefined;
  }

  /** One rewrite fixes every structural fault; it is tried for the first of those that remain. */
  private rewrite(from: State, remaining = from): State | undefined {
    const { rewrite } = this.options;
    const structural = failuresOf(remaining.report).filter(isStructural);
    if (structural.length === 0 || !rewrite) return undefined;
    const [first, ...rest] = structural;
    const next = isFailing(from.report, first)
      ? this.fixClause(from, first, rewriteWith(rewrite))
      : undefined;
    const refusal = this.refusals.get(first);
    for (const id of next || !refusal ? [] : rest) this.refuse(id, refusal!);
    return next;
  }

  /** Why it cannot be written anew as its author wrote it says more than why it cannot as it was fixed. */
  private rewriteFixed(state: State): State | undefined {
    const refusals = [...this.refusals];
    const next = this.rewrite(state);
    if (!next) for (const [id, refusal] of refusals) this.refuse(id, refusal);
    return next;
  }

  /**
   * What the container starts becomes the start script in the same step: the variable of the port that the script must name, only the new file has.
   */
  private rewriteStarting(ready: State): State | undefined {
    const result = isFailing(ready.report, START)
      ? this.apply(ready, fixes[START])
      : undefined;
    if (!result || 'reason' in result) return undefined;
    const anew = this.rewrite(result);
    const state = anew && this.fixAll(anew, ['10.2.start-port-var']);
    return state && this.violationIn(ready, state, START) === undefined
      ? state
      : undefined;
  }

  refusalOf(id: string): Omit<Remaining, 'id'> {
    return this.refusals.get(id) ?? { reason: 'Nothing fixes this clause.' };
  }

  private fixClause(
    start: State,
    id: string,
    first: ClauseFix,
  ): State | undefined {
    let state = start;
    let next: string | undefined = id;
    for (let length = 0; length < LONGEST_CHAIN && next; length++) {
      const result = this.apply(state, length === 0 ? first : fixes[next]);
      if ('reason' in result) {
        const { reason } = result;
        this.refuse(id, {
          ...result,
          reason: next === id ? reason : `${next} would fail then. ${reason}`,
        });
        return undefined;
      }
      state = result;
      next = nextFailure(start, state, id);
    }
    const violation = this.violationIn(start, state, id);
    if (violation) this.refuse(id, { reason: violation });
    return violation ? undefined : state;
  }

  private refuse(id: string, refusal: Omit<Remaining, 'id'>) {
    this.refusals.set(id, refusal);
  }

  private apply(
    { sources, fixContext }: State,
    fix: ClauseFix | undefined,
  ): State | Omit<Remaining, 'id'> {
    if (!fixContext || !fix) return { reason: 'Nothing fixes this clause.' };
    const edits = fix(fixContext);
    if (isRefusal(edits)) return edits;
    const edited = editSources(sources, edits);
    return edited
      ? this.examine(edited)
      : { reason: 'What would have to change here overlaps.' };
  }

  /** Why a step is not taken, though it could be. */
  private violationIn(
    before: State,
    after: State,
    id: string,
  ): string | undefined {
    const clause = after.report.clauses.find(result => result.id === id);
    if (clause?.verdict === 'fail' || clause?.verdict === 'unknown')
      return `The edits that were tried do not fix it. ${clause.message}`;
    const broken = after.report.clauses.find(({ verdict }, index) => {
      const was = before.report.clauses[index].verdict;
      return (
        (verdict === 'fail' && was !== 'fail') ||
        (verdict === 'unknown' && was === 'pass')
      );
    });
    if (broken) return `${broken.id} would no longer hold: ${broken.message}`;
    const problems = problemsOf(after.report);
    if (problems > problemsOf(before.report))
      return 'The builder would refuse the result.';
    return (
      before.fixContext &&
      after.fixContext &&
      this.lostIn(before.fixContext, after.fixContext)
    );
  }

  private lostIn(before: FixContext, after: FixContext): string | undefined {
    const [lost] = preservationFailures(before, after.model.dockerfile);
    return lost
      ? `It would lose this: ${lost}`
      : contextInvariant(before, after) ??
          composeInvariant(before, after) ??
          pyprojectInvariant(before, after);
  }
}

/** What is to be fixed next on the way: the clause itself, then what fails because of that. */
function nextFailure(
  start: State,
  { report }: State,
  id: string,
): string | undefined {
  return isFailing(report, id)
    ? id
    : failuresOf(report).find(failed => !isFailing(start.report, failed));
}

export function failuresOf({ clauses }: Report): string[] {
  return clauses.flatMap(({ id, verdict }) => (verdict === 'fail' ? [id] : []));
}

function isFailing({ clauses }: Report, id: string): boolean {
  return clauses.some(clause => clause.id === id && clause.verdict === 'fail');
}

/** Of how much the report says that it cannot be read or built. */
function problemsOf({ notices }: Report): number {
  return notices.filter(({ severity }) => severity !== 'info').length;
}
