import {
  ClauseCase,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'one port of two',
    edit: onlyIn(production, replace(' ${IDENTITY_PROMETHEUS_PORT}', '')),
    changes: { '5.1.expose': 'fail' },
    at: '${IDENTITY_HTTP_PORT}',
  },
];
