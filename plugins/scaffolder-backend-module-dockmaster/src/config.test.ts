import { mockServices } from '@backstage/backend-test-utils';
import { readConfig } from './config';

const read = (dockmaster: object) =>
  readConfig(mockServices.rootConfig({ data: { dockmaster } }));

it('names no working copy unless the configuration does', () => {
  expect(read({}).workingCopies).toEqual([]);
  expect(
    read({
      workingCopies: [
        { directory: '/srv/mono/' },
        { directory: '/srv/other', branch: 'next' },
      ],
    }).workingCopies,
  ).toEqual([
    { directory: '/srv/mono', branch: 'main' },
    { directory: '/srv/other', branch: 'next' },
  ]);
});

it.each([
  [{ workingCopies: [{ directory: 'mono' }] }, /absolute.*"mono"/],
  [{ standard: { ports: 'none' } }, /dockmaster\.standard is not valid/],
])('refuses %j', (dockmaster, message) => {
  expect(() => read(dockmaster)).toThrow(message);
});
