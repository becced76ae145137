import { isInteger, serviceVariable } from '../serviceVariable';

export const httpPortVariable = serviceVariable({
  id: '2.2.http-port-env',
  title: 'HTTP port variable',
  severity: 'must',
  suffix: '_HTTP_PORT',
  httpOnly: true,
  right: '7005',
  rationale: 'One variable says the port, and everything else refers to it.',
  example: {
    file: 'dockerfile',
    passes: 'IDENTITY_HTTP_PORT=7005',
    fails: 'PORT=7005',
  },
  isRight: isInteger,
});
