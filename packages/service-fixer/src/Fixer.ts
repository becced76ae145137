import {
  Declaration,
  judge,
  Report,
  Sources,
  Standard,
} from '@huleedu/rule-087';
import { buildServiceModel } from '@huleedu/rule-087/model';
import { editSources } from './editSources';
import { FixOptions, Remaining } from './Fix';
import { composeObjection } from './guards/composeObjection';
import { contextObjection } from './guards/contextObjection';
import { pyprojectObjection } from './guards/pyprojectObjection';
import { lossesOf } from './losses';
import { isRefusal, Mend, Situation } from './Mend';
import { mends } from './mends';
import { rewriteWith } from './rewrite/rewriteDockerfile';
import { isStructural } from './rewrite/structural';
import { situationIn } from './situation';

/** Sources with what is found in them; no situation where the Dockerfile cannot be read. */
export type State = { sources: Sources; report: Report; situation?: Situation };

/** A mend may need others after it: a stage that has a USER now wants that user to own its files. */
const LONGEST_CHAIN = 12;

const START = '10.2.start-script';

/** What the container starts becomes the start script before its CMD changes; stages of other names, and one that is missing, are no reason to write the rest anew. */
const BEFORE_ALL = Object.keys(mends).filter(
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
      situation: situationIn(
        buildServiceModel(sources, standard, declaration).model,
        sources,
        standard,
        this.options.ports ?? {},
      ),
    };
  }

  /** Mends until nothing changes. What is out of order for mends is written anew as it was before them: that says what is the author's. */
  fix(first: State): State {
    const ready = this.mendAll(first, BEFORE_ALL);
    const isWithoutStages = failuresOf(ready.report).some(id =>
      id.startsWith('2.1.'),
    );
    const anew =
      isWithoutStages && (this.rewrite(ready) ?? this.rewriteStarting(ready));
    if (anew) return this.fix(anew);
    const state = this.mendAll(ready);
    const ordered = this.rewrite(ready, state) ?? this.rewriteMended(state);
    return ordered ? this.fix(ordered) : state;
  }

  private mendAll(first: State, among = Object.keys(mends)): State {
    let state = first;
    for (;;) {
      const failing = failuresOf(state.report);
      const next = this.mendFirst(
        state,
        among.filter(id => failing.includes(id)),
      );
      if (!next) return state;
      state = next;
    }
  }

  private mendFirst(state: State, ids: string[]): State | undefined {
    for (const id of ids) {
      const next = this.mend(state, id, mends[id]);
      if (next) return next;
    }
    return undefined;
  }

  /** One rewrite mends every structural fault; it is tried for the first of those that remain. */
  private rewrite(from: State, remaining = from): State | undefined {
    const { rewrite } = this.options;
    const structural = failuresOf(remaining.report).filter(isStructural);
    if (structural.length === 0 || !rewrite) return undefined;
    const [first, ...rest] = structural;
    const next = isFailing(from.report, first)
      ? this.mend(from, first, rewriteWith(rewrite))
      : undefined;
    const refusal = this.refusals.get(first);
    for (const id of next || !refusal ? [] : rest) this.refuse(id, refusal!);
    return next;
  }

  /** Why it cannot be written anew as its author wrote it says more than why it cannot as it was mended. */
  private rewriteMended(state: State): State | undefined {
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
      ? this.apply(ready, mends[START])
      : undefined;
    if (!result || 'reason' in result) return undefined;
    const anew = this.rewrite(result);
    const state = anew && this.mendAll(anew, ['10.2.start-port-var']);
    return state && this.objectionTo(ready, state, START) === undefined
      ? state
      : undefined;
  }

  refusalOf(id: string): Omit<Remaining, 'id'> {
    return this.refusals.get(id) ?? { reason: 'Nothing mends this clause.' };
  }

  private mend(start: State, id: string, first: Mend): State | undefined {
    let state = start;
    let next: string | undefined = id;
    for (let length = 0; length < LONGEST_CHAIN && next; length++) {
      const result = this.apply(state, length === 0 ? first : mends[next]);
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
    const objection = this.objectionTo(start, state, id);
    if (objection) this.refuse(id, { reason: objection });
    return objection ? undefined : state;
  }

  private refuse(id: string, refusal: Omit<Remaining, 'id'>) {
    this.refusals.set(id, refusal);
  }

  private apply(
    { sources, situation }: State,
    mend: Mend | undefined,
  ): State | Omit<Remaining, 'id'> {
    if (!situation || !mend) return { reason: 'Nothing mends this clause.' };
    const edits = mend(situation);
    if (isRefusal(edits)) return edits;
    const edited = editSources(sources, edits);
    return edited
      ? this.examine(edited)
      : { reason: 'What would have to change here overlaps.' };
  }

  /** Why a step is not taken, though it could be. */
  private objectionTo(
    before: State,
    after: State,
    id: string,
  ): string | undefined {
    const clause = after.report.clauses.find(result => result.id === id);
    if (clause?.verdict === 'fail' || clause?.verdict === 'unknown')
      return `The edits that were tried do not mend it. ${clause.message}`;
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
      before.situation &&
      after.situation &&
      this.lossIn(before.situation, after.situation)
    );
  }

  private lossIn(before: Situation, after: Situation): string | undefined {
    const [lost] = lossesOf(before, after.model.dockerfile);
    return lost
      ? `It would lose this: ${lost}`
      : contextObjection(before, after) ??
          composeObjection(before, after) ??
          pyprojectObjection(before, after);
  }
}

/** What is to be mended next on the way: the clause itself, then what fails because of that. */
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
