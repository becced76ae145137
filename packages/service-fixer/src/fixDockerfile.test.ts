import { judge, rule087 } from '@huleedu/rule-087';
import {
  fixFile,
  readFixedDockerfiles,
  shown,
  sourcesOf,
  textsAfter,
} from './testing/fixedFiles';

const files = readFixedDockerfiles();

it('has Dockerfiles of each kind', () => {
  expect(files.length).toBeGreaterThan(20);
});

it.each(files)('fixes %s', (_, file) => {
  const fix = fixFile(file, sourcesOf(file.dockerfile, file.pyproject));
  const { fixed, changes } = file;
  expect(shown(file, fix)).toEqual({ fixed, changes });
  expect(fix.remaining.map(({ id, reason }) => `${id}: ${reason}`)).toEqual(
    file.remains,
  );

  const after = textsAfter(file, fix);
  expect(judge(after, rule087, file.declaration)).toEqual(fix.report);
  expect(fixFile(file, after).files).toEqual([]);
});
