import {
  ClauseCase,
  development,
  fails,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'something installed after the service code',
    edit: onlyIn(
      development,
      replace('USER appuser', 'RUN pdm install --prod\nUSER appuser'),
    ),
    changes: fails('9.1.code-last'),
  },
];
