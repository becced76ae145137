import { Declaration, Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { changedFiles } from './editSources';
import { Fix, FixOptions } from './Fix';
import { failuresOf, Fixer } from './Fixer';

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
  return {
    files: changedFiles(first.sources, state.sources),
    mended: failuresOf(first.report).filter(id => !failing.has(id)),
    remaining: [...failing].map(id => ({ id, ...fixer.refusalOf(id) })),
    report: state.report,
  };
}
