import { ClauseCase, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'an HTTP port that is no number',
    edit: replace('IDENTITY_HTTP_PORT=7005', 'IDENTITY_HTTP_PORT=http'),
    changes: {
      '2.2.http-port-env': 'fail',
      '8.1.http-range': 'unknown',
      '8.1.prom-offset': 'unknown',
      '4.1.expose': 'unknown',
      '5.1.expose': 'unknown',
    },
    at: 'IDENTITY_HTTP_PORT=http',
  },
];
