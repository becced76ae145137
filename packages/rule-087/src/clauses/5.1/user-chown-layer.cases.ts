import {
  ClauseCase,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a chown in a layer of its own',
    edit: onlyIn(production, replace(' \\\n    && chown -R', '\nRUN chown -R')),
    changes: { '5.1.user-chown-layer': 'fail' },
  },
];
