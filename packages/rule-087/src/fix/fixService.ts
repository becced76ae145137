import { judge } from '../judge';
import { buildServiceModel } from '../model/buildServiceModel';
import { Report } from '../report/Report';
import { Declaration, SourceFile, Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { lossesOf } from './losses';
import { GivenPorts, isRefusal, Mend, Situation } from './Mend';
import { mends } from './mends';
import { situationIn } from './situation';
import { isStructural } from './rewrite/structural';
import { Rewrite } from './rewrite/Rewrite';
import { rewriteWith } from './rewrite/rewriteDockerfile';
import { applyEdits, Edit } from './text/Edit';

/** @public */
export type FixOptions = {
  /** Numbers that were reserved for the service. */
  ports?: GivenPorts;
  /** Writes a Dockerfile anew, where a mend of its parts is not enough; without it, structural faults remain. */
  rewrite?: Rewrite;
};

/** A file as it was and as it is to be. @public */
export type FixedFile = { path: string; before: string; after: string };

/** A clause that still fails, why it is not mended, and what would have to be given. @public */
export type Remaining = {
  id: string;
  reason: string;
  needs?: keyof GivenPorts;
};

/** @public */
export type Fix = {
  files: FixedFile[];
  /** Clauses that failed and no longer do. */
  mended: string[];
  remaining: Remaining[];
  /** What the fixed sources say. */
  report: Report;
};

/** Sources with what is found in them; no situation where the Dockerfile cannot be read. */
type State = { sources: Sources; report: Report; situation?: Situation };

/** A mend may need others after it: a stage that has a USER now wants that user to own its files. */
const LONGEST_CHAIN = 12;

/**
 * Mends what fails, one clause after the other, until nothing changes.
 *
 * @remarks
 * Pure. A step is taken only where the clause holds after it, nothing fails that did not fail before, the builder refuses nothing new, and nothing of
 * the author's is lost. So each step leaves fewer failures, and fixing the result again changes nothing.
 *
 * @public
 */
export function fixService(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
  options: FixOptions = {},
): Fix {
  const fixer = new Fixer(standard, declaration, options);
  const first = fixer.examine(sources);
  let state = first;
  for (;;) {
    const next = fixer.step(state);
    if (!next) break;
    state = next;
  }
  const failing = new Set(failuresOf(state.report));
  return {
    files: changedFiles(first.sources, state.sources),
    mended: failuresOf(first.report).filter(id => !failing.has(id)),
    remaining: [...failing].map(id => ({ id, ...fixer.refusalOf(id) })),
    report: state.report,
  };
}

class Fixer {
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

  /** The sources with one more clause mended; undefined where none can be. */
  step(state: State): State | undefined {
    const failing = failuresOf(state.report);
    const isWithoutStages = failing.some(id => id.startsWith('2.1.'));
    return (
      (isWithoutStages && this.rewrite(state, failing)) ||
      this.mendFirst(state, failing) ||
      this.rewrite(state, failing)
    );
  }

  private mendFirst(state: State, failing: string[]): State | undefined {
    for (const [id, mend] of Object.entries(mends)) {
      const next = failing.includes(id) && this.mend(state, id, mend);
      if (next) return next;
    }
    return undefined;
  }

  /** One rewrite mends every structural fault; it is tried for the first. */
  private rewrite(state: State, failing: string[]): State | undefined {
    const { rewrite } = this.options;
    const structural = failing.filter(isStructural);
    if (structural.length === 0 || !rewrite) return undefined;
    const [first, ...rest] = structural;
    const next = this.mend(state, first, rewriteWith(rewrite));
    const refusal = this.refusals.get(first);
    for (const id of next || !refusal ? [] : rest) this.refuse(id, refusal!);
    return next;
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
      next = [id, ...failuresOf(state.report)].find(
        failed =>
          isFailing(state.report, failed) &&
          (failed === id || !isFailing(start.report, failed)),
      );
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
      return 'The edits that were tried do not mend it.';
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
    const [lost] =
      before.situation && after.situation
        ? lossesOf(
            before.situation.model.dockerfile,
            after.situation.model.dockerfile,
            this.standard,
          )
        : [];
    return lost ? `It would lose this: ${lost}` : undefined;
  }
}

function failuresOf({ clauses }: Report): string[] {
  return clauses.flatMap(({ id, verdict }) => (verdict === 'fail' ? [id] : []));
}

function isFailing({ clauses }: Report, id: string): boolean {
  return clauses.some(clause => clause.id === id && clause.verdict === 'fail');
}

/** Of how much the report says that it cannot be read or built. */
function problemsOf({ notices }: Report): number {
  return notices.filter(({ severity }) => severity !== 'info').length;
}

function editSources(sources: Sources, edits: Edit[]): Sources | undefined {
  let isClear = true;
  const edit = <T extends SourceFile>(file: T): T | SourceFile => {
    if (file.state !== 'present') return file;
    const own = edits.filter(({ path }) => path === file.path);
    if (own.length === 0) return file;
    const content = applyEdits(file.content, own);
    if (content === undefined) isClear = false;
    return { ...file, content: content ?? file.content };
  };
  const compose = sources.compose.map(edit);
  const composeContext =
    sources.composeContext &&
    Object.fromEntries(
      Object.entries(sources.composeContext).map(([path, file]) => [
        path,
        edit(file),
      ]),
    );
  const { dockerfile, pyproject } = sources;
  const isCompose = edits.some(
    ({ path }) => ![dockerfile, pyproject].some(file => isAt(file, path)),
  );
  const edited: Sources = {
    ...sources,
    dockerfile: edit(dockerfile),
    pyproject: edit(pyproject),
    // A list that is the same, with all that it leads to, is read only once.
    compose: isCompose ? compose : sources.compose,
    ...(composeContext && { composeContext }),
  };
  return isClear ? edited : undefined;
}

function isAt(file: SourceFile, path: string): boolean {
  return file.state !== 'not-given' && file.path === path;
}

function filesOf(sources: Sources): SourceFile[] {
  return [
    sources.dockerfile,
    sources.pyproject,
    ...sources.compose,
    ...Object.values(sources.composeContext ?? {}),
  ];
}

function changedFiles(before: Sources, after: Sources): FixedFile[] {
  const changed = new Map<string, FixedFile>();
  const later = filesOf(after);
  for (const [index, file] of filesOf(before).entries()) {
    const now = later[index];
    if (file.state !== 'present' || now.state !== 'present') continue;
    if (file.content !== now.content)
      changed.set(file.path, {
        path: file.path,
        before: file.content,
        after: now.content,
      });
  }
  return [...changed.values()];
}
