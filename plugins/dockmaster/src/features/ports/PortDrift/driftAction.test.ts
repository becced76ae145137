import { PortDrift } from '@huleedu/plugin-dockmaster-common';
import { driftAction } from './driftAction';

const drift = (
  code: PortDrift['code'],
  claimants: string[],
  role: PortDrift['role'] = 'http',
): PortDrift => ({
  code,
  environment: 'default',
  message: '',
  owner: claimants[0],
  role,
  locations: claimants.map(claimant =>
    claimant.startsWith('compose:')
      ? {
          file: 'a',
          line: 1,
          composeService: claimant.slice('compose:'.length),
        }
      : { file: 'a', line: 1, owner: claimant },
  ),
});

const a = 'component:default/a';
const b = 'component:default/b';

it.each([
  ['the later of two', drift('CONFLICT', [a, b]), [], b],
  ['the one without ports', drift('CONFLICT', [a, b]), [b], a],
  [
    'the entity, not the Compose service',
    drift('CONFLICT', ['compose:kafka', a]),
    [],
    a,
  ],
  ['who lies outside the pools', drift('OUT_OF_POOL', [a]), [], a],
])('reserves another for %s', (_, entry, registered, owner) => {
  expect(driftAction(entry, new Set(registered), true)).toEqual({
    kind: 'reserve',
    words: 'Reserve another…',
    owner,
    database: false,
  });
});

it('imports for administrators what others reserve', () => {
  const entry = drift('UNREGISTERED', [a], 'database');
  expect(driftAction(entry, new Set(), true)).toEqual({ kind: 'import' });
  expect(driftAction(entry, new Set(), false)).toEqual({
    kind: 'reserve',
    words: 'Reserve…',
    owner: a,
    database: true,
  });
});

it.each([
  ['both have ports', drift('CONFLICT', [a, b]), [a, b]],
  [
    'only Compose services claim it',
    drift('CONFLICT', ['compose:x', 'compose:y']),
    [],
  ],
  ['the files must change', drift('MISMATCH', [a]), [a]],
  ['the files must change', drift('LITERAL', [a]), []],
])('offers nothing where %s', (_, entry, registered) => {
  expect(driftAction(entry, new Set(registered), true)).toBeUndefined();
});
