import { parseOwner } from './parseOwner';
import { parseReserve } from './parseReserve';
import { parseTtl } from './parseTtl';

const HOUR = 3_600_000;
const leases = { default: 24 * HOUR, longest: 30 * 24 * HOUR };

it('gives an owner its full form', () => {
  expect(parseOwner('Billing-Service')).toBe(
    'component:default/billing-service',
  );
});

it.each(['', 'a b', 'component:default/a/b', 'component:default/-a'])(
  'refuses %j as an owner',
  owner => {
    expect(() => parseOwner(owner)).toThrow(/no entity ref/);
  },
);

it('reserves HTTP ports in the default environment by default', () => {
  expect(parseReserve({ owner: 'a' })).toMatchObject({
    owner: 'component:default/a',
    environment: 'default',
    kind: 'http',
    database: false,
    state: 'leased',
  });
});

it.each([
  [{ kind: 'worker' as const }, /nothing to reserve/],
  [
    { kind: 'worker' as const, database: true, ports: { http: 7001 } },
    /ports\.http/,
  ],
  [{ ports: { database: 5441 } }, /ports\.database/],
])('refuses %j', (request, message) => {
  expect(() => parseReserve({ owner: 'a', ...request })).toThrow(message);
});

it.each([
  [{}, 24 * HOUR],
  [{ pullRequest: 'https://example.com/1' }, 30 * 24 * HOUR],
  [{ ttl: 'PT2H' }, 2 * HOUR],
])(
  'lets a lease of %j last as long as it says, or the default',
  (request, ms) => {
    expect(parseTtl(request, leases)).toBe(ms);
  },
);

it.each(['PT1S', 'P31D', 'two hours', ''])('refuses the duration %j', ttl => {
  expect(() => parseTtl({ ttl }, leases)).toThrow(/ISO 8601/);
});
