import {
  ClauseCase,
  development,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a user that is root by number',
    edit: onlyIn(development, replace('USER appuser', 'USER 0:0')),
    changes: {
      '4.1.chown': 'not-applicable',
      '4.1.user': 'fail',
      '4.1.user-name': 'not-applicable',
      '7.1.nonroot': 'not-applicable',
    },
    at: 'USER 0:0',
  },
  {
    what: 'a user that cannot be computed',
    edit: onlyIn(
      development,
      replace('USER appuser', 'ARG RUNNER\nUSER ${RUNNER}'),
    ),
    changes: {
      '4.1.chown': 'unknown',
      '4.1.user': 'unknown',
      '4.1.user-name': 'unknown',
      '7.1.nonroot': 'unknown',
      '7.1.owner': 'unknown',
    },
  },
];
