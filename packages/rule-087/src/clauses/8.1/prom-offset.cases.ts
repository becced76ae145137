import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a Prometheus port that is not 2092 above',
    edit: replace('9097', '9099'),
    changes: fails('8.1.prom-offset'),
    at: 'IDENTITY_PROMETHEUS_PORT=9099',
  },
];
