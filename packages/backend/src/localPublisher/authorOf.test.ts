import { UserEntity } from '@backstage/catalog-model';
import { authorOf } from './authorOf';

const user = (profile?: object) =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'astrid' },
    spec: { profile },
  } as UserEntity);

it.each([
  [
    user({ displayName: 'Astrid Lind', email: 'a.lind@example.com' }),
    { name: 'Astrid Lind', email: 'a.lind@example.com' },
  ],
  [user(), { name: 'astrid', email: 'astrid@localhost' }],
  [undefined, { name: 'astrid', email: 'astrid@localhost' }],
  [
    user({ displayName: 'A <x>\nauthor B', email: '<a@b>' }),
    { name: 'A xauthor B', email: 'a@b' },
  ],
])('makes an author of %j', (entity, author) => {
  expect(authorOf({ entity, ref: 'user:default/astrid' })).toEqual(author);
});

it('knows nobody where a task has no user', () => {
  expect(authorOf(undefined)).toEqual({
    name: 'unknown',
    email: 'unknown@localhost',
  });
});
