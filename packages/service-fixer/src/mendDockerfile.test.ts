import { judge, rule087 } from '@huleedu/rule-087';
import {
  mend,
  readMendedFiles,
  shown,
  sourcesOf,
  textsAfter,
} from './testing/mended';

const files = readMendedFiles();

it('has Dockerfiles of each kind', () => {
  expect(files.length).toBeGreaterThan(20);
});

it.each(files)('mends %s', (_, file) => {
  const fix = mend(file, sourcesOf(file.dockerfile, file.pyproject));
  const { mended, changes } = file;
  expect(shown(file, fix)).toEqual({ mended, changes });
  expect(fix.remaining.map(({ id, reason }) => `${id}: ${reason}`)).toEqual(
    file.remains,
  );

  const after = textsAfter(file, fix);
  expect(judge(after, rule087, file.declaration)).toEqual(fix.report);
  expect(mend(file, after).files).toEqual([]);
});
