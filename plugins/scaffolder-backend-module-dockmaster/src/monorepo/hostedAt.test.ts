import { hostedAt } from './hostedAt';

it.each([
  [
    'https://github.com/huleedu/huleedu/tree/main/',
    {
      repoUrl: 'github.com?owner=huleedu&repo=huleedu',
      branch: 'main',
      path: '',
    },
  ],
  [
    'https://git.example.com:8443/a/b/blob/next/code/mono/',
    {
      repoUrl: 'git.example.com:8443?owner=a&repo=b',
      branch: 'next',
      path: 'code/mono',
    },
  ],
  ['file:///srv/a/b/tree/main/', undefined],
  ['https://github.com/huleedu/huleedu/', undefined],
])('reads %s', (url, hosted) => {
  expect(hostedAt(url)).toEqual(hosted);
});
