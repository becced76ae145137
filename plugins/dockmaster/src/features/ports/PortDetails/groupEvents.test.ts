import { PortEvent } from '@huleedu/plugin-dockmaster-common';
import { detailOf, groupEvents } from './groupEvents';

const event = (overrides: Partial<PortEvent>): PortEvent => ({
  at: '2026-11-24T12:00:00.000Z',
  environment: 'default',
  action: 'reserved',
  owner: 'component:default/a',
  actor: 'user:default/guest',
  port: 7011,
  role: 'http',
  reservation: 'one',
  ...overrides,
});

it('says once what happened to all ports of a bundle', () => {
  const grouped = groupEvents([
    event({ action: 'released', at: '2026-11-24T13:00:00.000Z' }),
    event({}),
    event({ port: 9103, role: 'prometheus' }),
    event({ port: 5447, role: 'database' }),
    event({ port: 7012, reservation: 'two' }),
  ]);
  expect(grouped.map(({ action, ports }) => [action, ports])).toEqual([
    ['released', { http: 7011 }],
    ['reserved', { http: 7011, prometheus: 9103, database: 5447 }],
    ['reserved', { http: 7012 }],
  ]);
});

it.each([
  [undefined, ''],
  ['{"from":"component:default/old"}', 'from component:default/old'],
  ['{"reason":"outside the pools"}', 'outside the pools'],
  ['said in words', 'said in words'],
])('reads the detail %s', (detail, words) => {
  expect(detailOf({ detail })).toBe(words);
});
