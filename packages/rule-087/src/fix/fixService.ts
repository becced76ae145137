import { Declaration, SourceFile, Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { changedFiles, changesOf } from './editSources';
import { Fix, FixOptions } from './Fix';
import { failuresOf, Fixer, State } from './Fixer';
import { followMoves } from './moves/followMoves';
import { Mention, mentionsOf } from './moves/mentions';
import { movesBetween } from './moves/movesBetween';

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
  const state = fixer.fix(first);
  const failing = new Set(failuresOf(state.report));
  const { neighbours, mentions } = afterMoves(
    first,
    state,
    options.neighbours ?? [],
  );
  return {
    files: [
      ...changedFiles(first.sources, state.sources),
      ...changesOf(options.neighbours ?? [], neighbours),
    ],
    mentions,
    mended: failuresOf(first.report).filter(id => !failing.has(id)),
    remaining: [...failing].map(id => ({ id, ...fixer.refusalOf(id) })),
    report: state.report,
  };
}

/** What else has to do with ports that moved: files that follow, and places where only their author knows. */
function afterMoves(
  before: State,
  after: State,
  neighbours: SourceFile[],
): { neighbours: SourceFile[]; mentions: Mention[] } {
  if (!before.situation || !after.situation)
    return { neighbours, mentions: [] };
  const { model } = before.situation;
  const own = model.composeService;
  const moves = movesBetween(model, after.situation.model);
  const names = [model.name, ...(own ? [own.name, ...own.aliases] : [])];
  const followed = neighbours.map(file => followMoves(file, moves, names));
  return {
    neighbours: followed,
    mentions: mentionsOf(moves, after.sources, followed, own ? [own.name] : []),
  };
}
