import { timeLeft } from './timeLeft';

const now = new Date('2026-11-24T12:00:00Z');

it.each([
  ['2026-11-24T12:00:00Z', 'over'],
  ['2026-11-24T11:00:00Z', 'over'],
  ['2026-11-24T12:00:59Z', 'less than a minute left'],
  ['2026-11-24T12:01:00Z', '1 minute left'],
  ['2026-11-25T11:59:59Z', '23 hours left'],
  ['2026-11-26T12:00:00Z', '2 days left'],
])('says of %s: %s', (until, expected) => {
  expect(timeLeft(until, now)).toBe(expected);
});
