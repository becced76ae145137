import { judge, rule087 } from '@huleedu/rule-087';
import { fixableClauses, withFixable } from './fixable';
import { fixes } from './fixes';
import { sourcesOf } from './testing/fix';
import { conformingService } from './testing/service';

const declaration = { service: 'identity_service' };
const sources = sourcesOf({
  dockerfile: conformingService.dockerfile.replace(
    '    --no-install-recommends \\\n',
    '',
  ),
});
const report = judge(sources, rule087, declaration);
afterEach(() => jest.restoreAllMocks());

it('marks the failing clauses that a fix exists for, and no others', () => {
  const marked = withFixable(report, sources, rule087, declaration);
  expect(
    marked.clauses.filter(({ fixable }) => fixable).map(({ id }) => id),
  ).toEqual(['2.2.apt-flags']);
  expect(marked.clauses.every(({ fixable }) => fixable !== undefined)).toBe(
    true,
  );
});

it('costs the fix and never the verdict where the fixer throws', () => {
  jest.spyOn(fixes, '2.2.apt-flags').mockImplementation(() => {
    throw new Error('broken');
  });
  expect(fixableClauses(report, sources, rule087, declaration)).toEqual(
    new Set(),
  );
  const marked = withFixable(report, sources, rule087, declaration);
  expect(marked).toMatchObject({
    conforms: false,
    clauses: report.clauses.map(clause => ({ ...clause, fixable: false })),
  });
});
