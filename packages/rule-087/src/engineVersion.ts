import { clauses } from './clauses';

/** Raise it when the same files get other verdicts, messages or evidence than before. */
const ENGINE = 3;

/**
 * The version of the engine's verdicts: two engines of one version judge the same files alike.
 *
 * @notes
 * It holds a number, which is raised by hand, and a digest of the clauses' ids, so that a new clause changes it by itself. Reports are stored by it.
 * `fixtures/golden.txt` has the verdicts of this version, with a digest of their messages and evidence, since reports hold those too.
 *
 * @public
 */
export const engineVersion = `${ENGINE}.${digestOf(
  clauses.map(({ id }) => id).join(' '),
)}`;

/** FNV-1a over UTF-16 code units, as eight hexadecimal digits. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
