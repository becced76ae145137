import {
  ClauseCase,
  fails,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'production as root',
    edit: onlyIn(production, replace('USER appuser\n', '')),
    changes: { ...fails('5.1.user'), '7.1.nonroot': 'not-applicable' },
  },
  {
    what: 'production as UID 0',
    edit: onlyIn(production, replace('USER appuser\n', 'USER 0:0\n')),
    changes: { '5.1.user': 'fail', '7.1.nonroot': 'not-applicable' },
    at: 'USER 0:0',
  },
];
