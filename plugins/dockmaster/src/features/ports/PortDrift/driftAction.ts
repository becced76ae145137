import { PortDrift } from '@huleedu/plugin-dockmaster-common';
import { composeServiceOf } from '../../../shared/EntityOrComposeLink';
import { claimantsOf } from '../PortState';

export type DriftAction =
  | { kind: 'import' }
  | { kind: 'reserve'; words: string; owner: string; database: boolean };

/**
 * What can be done about a difference here; undefined where only an edit of the files helps.
 *
 * @param registered - who has ports in the registry: reserving again would only say them once more
 */
export function driftAction(
  drift: PortDrift,
  registered: Set<string>,
  mayImport: boolean,
): DriftAction | undefined {
  const { code, role } = drift;
  const homeless = claimantsOf(drift).filter(
    claimant =>
      composeServiceOf(claimant) === undefined && !registered.has(claimant),
  );
  const owner = homeless.at(-1);
  if (owner === undefined) return undefined;
  const wish = { owner, database: role === 'database' };
  switch (code) {
    case 'CONFLICT':
    case 'OUT_OF_POOL':
      return { kind: 'reserve', words: 'Reserve another…', ...wish };
    case 'UNREGISTERED':
      return mayImport
        ? { kind: 'import' }
        : { kind: 'reserve', words: 'Reserve…', ...wish };
    default:
      return undefined;
  }
}
