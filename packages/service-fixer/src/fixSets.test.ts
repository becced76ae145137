import { parseAllDocuments } from 'yaml';
import { judge, rule087 } from '@huleedu/rule-087';
import { readFixSets, sourcesAmong } from './testing/fixSet';
import { fixSources } from './fixSources';

const declaration = { service: 'identity_service' };
const sets = readFixSets();

/** Services as YAML has them, apart from the one that is fixed. */
function othersIn(files: Map<string, string>): unknown[] {
  return [...files].flatMap(([path, content]) => {
    if (!path.includes('compose')) return [];
    const documents = parseAllDocuments(content, {
      merge: true,
      logLevel: 'silent',
    });
    return [documents].flat().map(document => {
      const { services, ...rest } = (document.toJS() ?? {}) as Record<
        string,
        Record<string, unknown> | undefined
      >;
      const others = Object.entries(services ?? {}).filter(
        ([name]) =>
          !name.startsWith('identity_service') && name !== 'identity_db',
      );
      return { path, rest, others };
    });
  });
}

it('has sets of each kind', () => {
  expect(sets.length).toBeGreaterThan(20);
});

it.each(sets)('fixes %s', async (_, set) => {
  const sources = await sourcesAmong(set.before);
  const fix = fixSources(sources, rule087, declaration, set.options);
  const files = new Map(set.before);
  for (const { path, after } of fix.files) files.set(path, after);
  for (const [path, after] of set.after) expect(files.get(path)).toBe(after);
  expect(othersIn(files)).toEqual(othersIn(set.before));
  expect(fix.remaining.map(({ id, reason }) => `${id}: ${reason}`)).toEqual(
    set.remains,
  );
  expect(
    fix.staleReferences.map(
      ({ path, line, port, now }) => `${path}:${line} ${port} ${now}`,
    ),
  ).toEqual(set.staleReferences);

  const fixed = await sourcesAmong(files);
  expect(judge(fixed, rule087, declaration)).toEqual(fix.report);
  const again = fixSources(fixed, rule087, declaration, {
    ...set.options,
    neighbours: set.options.neighbours?.map(file => ({
      ...file,
      content: 'path' in file ? files.get(file.path)! : '',
    })),
  });
  expect(again.files).toEqual([]);
});
