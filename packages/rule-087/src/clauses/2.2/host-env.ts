import { serviceVariable } from '../serviceVariable';

export const hostVariable = serviceVariable({
  id: '2.2.host-env',
  title: 'Host variable',
  severity: 'should',
  suffix: '_HOST',
  httpOnly: true,
  right: '0.0.0.0',
  rationale:
    'A service that binds localhost cannot be reached from outside its container.',
  example: {
    file: 'dockerfile',
    passes: 'IDENTITY_HOST=0.0.0.0',
    fails: 'IDENTITY_HOST=127.0.0.1',
  },
  isRight: (value, host) => value === host,
});
