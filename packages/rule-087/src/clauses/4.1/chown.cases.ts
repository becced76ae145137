import {
  ClauseCase,
  development,
  fails,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'code that belongs to root in development',
    edit: onlyIn(
      development,
      replace('RUN chown -R appuser:appuser /app\n', ''),
    ),
    changes: fails('4.1.chown'),
  },
];
