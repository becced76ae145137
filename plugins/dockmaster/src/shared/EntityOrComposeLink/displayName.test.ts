import { partyName } from './displayName';

it.each([
  ['component:default/identity-service', 'identity-service'],
  ['component:team-a/identity-service', 'team-a/identity-service'],
  ['user:default/guest', 'user:guest'],
  ['compose:kafka', 'kafka (Compose)'],
  ['plugin:scaffolder', 'plugin:scaffolder'],
  ['', ''],
])('calls %s %s', (party, name) => {
  expect(partyName(party)).toBe(name);
});
