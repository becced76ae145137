import { EMPTY_DRAFT, faultsOf, requestOf } from './reserveRequest';

const draft = { ...EMPTY_DRAFT, owner: ' a-service ' };

it.each([
  [{}, { kind: 'http', database: false, state: 'leased' }],
  [
    { http: '7012', database: true, databasePort: '' },
    { kind: 'http', database: true, ports: { http: 7012 }, state: 'leased' },
  ],
  // A worker serves no port: what was typed before does not count.
  [
    { kind: 'worker' as const, http: '7012', databasePort: '5450' },
    {
      kind: 'worker',
      database: true,
      ports: { database: 5450 },
      state: 'leased',
    },
  ],
  [
    { databasePort: '5450' },
    { kind: 'http', database: false, state: 'leased' },
  ],
  [
    { ttl: 'P7D' },
    { kind: 'http', database: false, state: 'leased', ttl: 'P7D' },
  ],
  [
    { state: 'active' as const, ttl: 'P7D' },
    { kind: 'http', database: false, state: 'active' },
  ],
])('asks, for %j, for %j', (changes, request) => {
  expect(requestOf({ ...draft, ...changes }, 'default')).toEqual({
    owner: 'a-service',
    environment: 'default',
    ...request,
  });
});

it.each(['0', '65536', '7o05', '70.5', '-1'])('takes %s for no port', http => {
  expect(faultsOf({ ...draft, http })).toHaveProperty(['ports.http']);
  expect(requestOf({ ...draft, http }, 'default')).toBeUndefined();
});

it('asks nothing for nobody', () => {
  expect(requestOf(EMPTY_DRAFT, 'default')).toBeUndefined();
});
