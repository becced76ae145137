import { displayName } from './displayName';

it.each([
  ['component:default/identity-service', 'identity-service'],
  ['component:team-a/identity-service', 'team-a/identity-service'],
  ['user:default/guest', 'user:guest'],
  ['compose:kafka', 'kafka (Compose)'],
  ['plugin:scaffolder', 'plugin:scaffolder'],
  ['', ''],
])('calls %s %s', (claimant, name) => {
  expect(displayName(claimant)).toBe(name);
});
