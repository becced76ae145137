import { portProblemOf } from './portProblemOf';

const refusal = (code: string, details: object) =>
  new Error('Request failed with 409 Conflict', {
    cause: Object.assign(new Error('So it is.'), { code, details }),
  });

it.each([
  ['PORT_TAKEN', { pool: 'http', port: 7007 }, 'ports.http'],
  ['PORT_TAKEN', { pool: 'database', port: 5442 }, 'ports.database'],
  ['PORT_OUT_OF_POOL', { field: 'ports.http' }, 'ports.http'],
  ['POOL_EXHAUSTED', { pool: { name: 'database' } }, 'ports.database'],
  ['INVALID_OWNER', { field: 'owner' }, 'owner'],
  ['OWNER_HELD', { owner: 'component:default/a' }, 'owner'],
  ['OWNER_HAS_OTHER', { ports: { http: 7005 } }, 'owner'],
  ['INVALID_DURATION', { field: 'ttl' }, 'ttl'],
  ['REGISTRY_BUSY', { retryAfterSeconds: 1 }, undefined],
])('puts %s %j at %s', (code, details, field) => {
  expect(portProblemOf(refusal(code, details))).toMatchObject({
    code,
    message: 'So it is.',
    field,
  });
});

it('says which leases end first', () => {
  const leased = [
    { port: 7002, owner: 'component:default/b', until: '2026-11-26T00:00:00Z' },
    { port: 7001, owner: 'component:default/a', until: '2026-11-25T00:00:00Z' },
    { port: 7003, owner: 'component:default/c' },
  ];
  expect(
    portProblemOf(
      refusal('POOL_EXHAUSTED', { pool: { name: 'http' }, leased }),
    ).leases.map(({ port }) => port),
  ).toEqual([7001, 7002]);
});

it('reads what is no refusal of the registry', () => {
  expect(portProblemOf(new Error('socket hang up'))).toEqual({
    code: undefined,
    message: 'socket hang up',
    field: undefined,
    leases: [],
  });
});
