import { ConfigReader } from '@backstage/config';
import { readRoles } from './readRoles';

const read = (roles: object) =>
  readRoles(new ConfigReader({ permission: { roles } }));

it('reads refs as sign-in writes them', () => {
  expect(
    read({ platform: ['group:default/Platform'], readers: ['User:x/rut'] }),
  ).toEqual({
    platform: ['group:default/platform'],
    developers: [],
    readers: ['user:x/rut'],
  });
});

it('names a value that is not an entity ref', () => {
  expect(() => read({ readers: ['user:x/rut', 'rut'] })).toThrow(
    /^permission.roles.readers\[1\] is "rut", which is not an entity ref/,
  );
});
