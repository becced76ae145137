import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a service that listens to itself alone',
    edit: replace('IDENTITY_HOST=0.0.0.0', 'IDENTITY_HOST=127.0.0.1'),
    changes: fails('2.2.host-env'),
  },
];
