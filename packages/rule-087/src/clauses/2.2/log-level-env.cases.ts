import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'no log level',
    edit: replace('    IDENTITY_LOG_LEVEL=INFO \\\n', ''),
    changes: fails('2.2.log-level-env'),
  },
];
