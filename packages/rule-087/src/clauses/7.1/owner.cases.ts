import {
  ClauseCase,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'files that belong to root',
    edit: onlyIn(
      production,
      replace(' \\\n    && chown -R appuser:appuser /app', ''),
    ),
    changes: { '5.1.user-chown-layer': 'fail', '7.1.owner': 'fail' },
  },
];
