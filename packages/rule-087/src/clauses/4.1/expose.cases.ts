import {
  ClauseCase,
  development,
  fails,
  onlyIn,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'one port alone exposed',
    edit: onlyIn(development, replace(' ${IDENTITY_PROMETHEUS_PORT}', '')),
    changes: fails('4.1.expose'),
  },
];
