import { Declaration, Sources, Standard } from '@huleedu/rule-087';
import { buildServiceModel } from '@huleedu/rule-087/model';
import { changedFiles, changesOf } from './editSources';
import { FixResult, FixOptions } from './FixResult';
import { failuresOf, Fixer, State } from './Fixer';
import { followMoves } from './moves/followMoves';
import { staleReferencesOf } from './moves/staleReferences';
import { movesBetween, unusedAmong } from './moves/movesBetween';
import { withRuleName } from './ruleName';

/**
 * Fixes what fails, one clause after the other, until nothing changes.
 *
 * @notes
 * Pure. A step is taken only where the clause holds after it, nothing fails that did not fail before, the builder refuses nothing new, and nothing of
 * the author's is lost. So each step leaves fewer failures, and fixing the result again changes nothing.
 *
 * @public
 */
export function fixSources(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
  options: FixOptions = {},
): FixResult {
  const asItIs = fixNamed(sources, standard, declaration, options);
  const { model } = buildServiceModel(sources, standard, declaration);
  const renamed =
    !isNamedRight(asItIs) && !options.isNamedElsewhere
      ? withRuleName(sources, model)
      : undefined;
  if (!renamed) return asItIs;
  const fix = fixNamed(renamed, standard, declaration, options);
  return isNamedRight(fix) ? withRename(fix, sources, renamed) : asItIs;
}

/** Whether Compose builds from a Dockerfile of the rule's name. */
function isNamedRight({ remaining }: FixResult): boolean {
  return remaining.every(({ id }) => id !== '11.1.dockerfile-dev');
}

/** A fix of the renamed sources as one of those before. */
function withRename(
  fix: FixResult,
  before: Sources,
  renamed: Sources,
): FixResult {
  const [from, to] = [before.dockerfile, renamed.dockerfile];
  if (from.state !== 'present' || to.state !== 'present') return fix;
  const { content } = from;
  const file = fix.files.find(({ path }) => path === to.path) ?? {
    path: to.path,
    before: content,
    after: content,
  };
  return {
    ...fix,
    files: [
      { ...file, renamedFrom: from.path },
      ...fix.files.filter(({ path }) => path !== to.path),
    ],
  };
}

/** Fixes the sources under the names that they have. */
function fixNamed(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
  options: FixOptions,
): FixResult {
  const fixer = new Fixer(standard, declaration, options);
  const first = fixer.examine(sources);
  const state = fixer.fix(first);
  const remaining = failuresOf(state.report).map(id => ({
    id,
    ...fixer.refusalOf(id),
  }));
  const ids = remaining.map(({ id }) => id);
  return {
    ...afterMoves(first, state, options),
    fixed: failuresOf(first.report).filter(id => !ids.includes(id)),
    remaining,
    report: state.report,
  };
}

/** The clauses that ask for another port. */
const ASKING = {
  http: ['8.1.http-range', '8.1.unique'],
  database: ['8.1.db-range', '8.1.unique'],
};

/** The files that change, those that follow a port included, and what is to be said of ports. */
function afterMoves(
  before: State,
  after: State,
  { neighbours = [], ports = {} }: FixOptions,
): Pick<FixResult, 'files' | 'staleReferences' | 'unused'> {
  const files = changedFiles(before.sources, after.sources);
  if (!before.fixContext || !after.fixContext)
    return { files, staleReferences: [], unused: [] };
  const [{ model }, { model: now }] = [before.fixContext, after.fixContext];
  const own = model.composeService;
  const moves = movesBetween(model, now);
  const names = [model.name, ...(own ? [own.name, ...own.aliases] : [])];
  const followed = neighbours.map(file => followMoves(file, moves, names));
  const failing = failuresOf(after.report);
  return {
    files: [...files, ...changesOf(neighbours, followed)],
    staleReferences: staleReferencesOf(
      moves,
      after.sources,
      followed,
      own ? [own.name] : [],
    ),
    unused: unusedAmong(ports, now).filter(
      role => !ASKING[role].some(id => failing.includes(id)),
    ),
  };
}
