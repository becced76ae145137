import { timeAgo } from './timeAgo';

const now = new Date('2026-11-24T12:00:00Z');

it.each([
  ['2026-11-24T11:59:30Z', 'just now'],
  ['2026-11-24T12:00:10Z', 'just now'],
  ['2026-11-24T11:59:00Z', '1 minute ago'],
  ['2026-11-24T09:01:00Z', '2 hours ago'],
  ['2026-11-01T12:00:00Z', '23 days ago'],
])('says %s as %s', (at, expected) => {
  expect(timeAgo(new Date(at), now)).toBe(expected);
});
