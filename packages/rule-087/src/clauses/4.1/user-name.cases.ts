import {
  ClauseCase,
  development,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'another user',
    edit: onlyIn(development, content =>
      content.replaceAll('appuser', 'runner'),
    ),
    changes: { '4.1.user-name': 'fail' },
  },
  {
    what: 'a user with its group',
    edit: onlyIn(development, replace('USER appuser', 'USER appuser:appuser')),
    changes: {},
  },
];
