import { mockServices } from '@backstage/backend-test-utils';
import { readConfig } from './config';

const read = (dockmaster: object) =>
  readConfig(mockServices.rootConfig({ data: { dockmaster } }));

it.each([
  [{ standard: { ports: 'none' } }, /dockmaster\.standard is not valid/],
])('refuses %j', (dockmaster, message) => {
  expect(() => read(dockmaster)).toThrow(message);
});
