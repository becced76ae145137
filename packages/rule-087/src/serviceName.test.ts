import { isServiceName } from './serviceName';

it.each(['ab', 'billing_service', 'a1', `a${'b'.repeat(62)}`])(
  'accepts %s',
  name => {
    expect(isServiceName(name)).toBe(true);
  },
);

it.each([
  '',
  'a',
  '1a',
  'a_',
  'Billing',
  'billing-service',
  'ab\n',
  `a${'b'.repeat(63)}`,
])('refuses %j', name => {
  expect(isServiceName(name)).toBe(false);
});
