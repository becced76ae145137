import { readFileSync } from 'node:fs';
import { goldenFile, goldenNow } from './testing/golden';

it('has the verdicts of the golden file; if not: raise ENGINE where old clauses judge otherwise, and run yarn generate', () => {
  expect(goldenNow()).toBe(readFileSync(goldenFile, 'utf8'));
});
