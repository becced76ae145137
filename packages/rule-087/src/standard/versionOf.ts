import { rule087 } from './rule087';
import { Standard } from './Standard';

/** The edition of the text of rule 087 that `rule087` says. */
const EDITION = '1';

/** A standard is made once and used for every service. */
const versions = new WeakMap<Standard, string>();

/** `1` for the rule as written; `1+<hash>` where an organisation overrides something. @public */
export function versionOf(standard: Standard): string {
  const known = versions.get(standard);
  if (known !== undefined) return known;
  const version = computeVersion(standard);
  versions.set(standard, version);
  return version;
}

function computeVersion(standard: Standard): string {
  const overridden = (Object.keys(standard) as Array<keyof Standard>)
    .filter(key => canonical(standard[key]) !== canonical(rule087[key]))
    .map(key => `${key}=${canonical(standard[key])}`);
  return overridden.length === 0
    ? EDITION
    : `${EDITION}+${hash(overridden.sort().join('\n'))}`;
}

/** JSON with sorted keys, so that equal data gives equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}

/** FNV-1a, 32 bits: enough to tell one organisation's overrides from another's. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return state.toString(16).padStart(8, '0');
}
