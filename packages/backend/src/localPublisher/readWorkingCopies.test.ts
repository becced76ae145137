import { mockServices } from '@backstage/backend-test-utils';
import { readWorkingCopies } from './readWorkingCopies';

const read = (workingCopies?: object[]) =>
  readWorkingCopies(
    mockServices.rootConfig({ data: { dockmaster: { workingCopies } } }),
  );

it('names no working copy unless the configuration does', () => {
  expect(read()).toEqual([]);
  expect(
    read([
      { directory: '/srv/mono/' },
      { directory: '/srv/other', branch: 'next' },
    ]),
  ).toEqual([
    { directory: '/srv/mono', branch: 'main' },
    { directory: '/srv/other', branch: 'next' },
  ]);
});

it('refuses a relative path', () => {
  expect(() => read([{ directory: 'mono' }])).toThrow(/"mono".*absolute/);
});
