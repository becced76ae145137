import { serviceFix } from '../../__testUtils__/serviceFix';
import { outcomeOf } from './outcomeOf';

const inWords = (overrides: Parameters<typeof serviceFix>[0]) => {
  const { sign, title, words } = outcomeOf(serviceFix(overrides));
  return [sign, title, words].filter(Boolean).join(' | ');
};

const remaining = [{ id: '8.1.unique', reason: 'Which moves?' }];

it.each([
  [
    {},
    '✓ | Conforms afterwards | Fixes 2 clauses in 1 file; the score becomes 100 of 100.',
  ],
  [
    { conforms: false, score: 71, fixed: ['2.1.base'], remaining },
    '✕ | Does not conform yet | Fixes 1 clause in 1 file; the score becomes 71 of 100.',
  ],
  [
    { conforms: null, score: null },
    '? | Undecided afterwards | Fixes 2 clauses in 1 file.',
  ],
  [
    { files: [], fixed: [], conforms: false, remaining },
    '? | No automatic fix | 1 clause needs somebody to decide.',
  ],
  [
    { files: [], fixed: [], remaining: [...remaining, ...remaining] },
    '? | No automatic fix | 2 clauses need somebody to decide.',
  ],
  [{ files: [], fixed: [] }, '– | Nothing to fix'],
])('of %j says "%s"', (overrides, words) => {
  expect(inWords(overrides)).toBe(words);
});
