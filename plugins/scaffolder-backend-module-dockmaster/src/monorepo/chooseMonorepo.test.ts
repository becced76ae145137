import { chooseMonorepo } from './chooseMonorepo';

const one = { url: 'https://github.com/huleedu/huleedu/tree/main/' };
const two = { url: 'file:///copy' };

it.each([
  [[one], undefined, one],
  [[one, two], one.url, one],
  [[one, two], 'file:///copy/', two],
])('chooses among %j by %s', (monorepos, url, chosen) => {
  expect(chooseMonorepo(monorepos, url)).toBe(chosen);
});

it.each([
  [[], undefined, /No monorepo is configured/],
  [[one, two], undefined, /several monorepos/],
  [[one, two], 'file:///copy/../etc', /is not in dockmaster.monorepos/],
  [[two], 'file:///copy2', /is not in dockmaster.monorepos/],
])('refuses to choose among %j by %s', (monorepos, url, message) => {
  expect(() => chooseMonorepo(monorepos, url)).toThrow(message);
});
