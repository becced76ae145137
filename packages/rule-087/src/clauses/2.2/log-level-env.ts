import { serviceVariable } from '../serviceVariable';

export const logLevelVariable = serviceVariable({
  id: '2.2.log-level-env',
  title: 'Log level variable',
  severity: 'should',
  suffix: '_LOG_LEVEL',
  httpOnly: false,
  right: 'INFO',
  rationale:
    'How much a service logs is set from outside, without another build.',
  example: {
    file: 'dockerfile',
    passes: 'IDENTITY_LOG_LEVEL=INFO',
    fails: 'LOG_LEVEL=INFO',
  },
  isRight: () => true,
});
