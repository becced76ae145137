import { folderOf, relativeTo, resolveWithin } from './resolveUrl';

const root = 'https://github.com/huleedu/mono/tree/main/';
const folder =
  'https://github.com/huleedu/mono/blob/main/services/billing_service/';

it('finds the folder of a file', () => {
  expect(folderOf(`${folder}catalog-info.yaml`)).toBe(folder);
  expect(folderOf('https://host/a/b.yaml?ref=main')).toBe(
    'https://host/a/?ref=main',
  );
});

it.each([
  ['Dockerfile.dev', 'services/billing_service/Dockerfile.dev'],
  ['./docker/../Dockerfile', 'services/billing_service/Dockerfile'],
  ['../../docker-compose.yml', 'docker-compose.yml'],
  ['a b%.yml', 'services/billing_service/a b%.yml'],
])('joins %s', (path, expected) => {
  const url = resolveWithin({ root, folder, path });
  expect(relativeTo(root, url)).toBe(expected);
});

it.each([
  '/etc/passwd',
  '\\\\host\\share',
  'https://evil.example.com/Dockerfile',
  'file:///etc/passwd',
  '../../../other/Dockerfile',
  '../../../mono-other/x',
])('refuses %s', path => {
  expect(() => resolveWithin({ root, folder, path })).toThrow(
    /is not relative|leads out of the repository/,
  );
});

it('takes no folder for below a root that only begins alike', () => {
  expect(
    relativeTo('https://host/mono', 'https://host/mono-other/a'),
  ).toBeUndefined();
});
