import { ClauseCase, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'an HTTP port outside the pool, with its own Prometheus port',
    edit: content =>
      content
        .replace('IDENTITY_HTTP_PORT=7005', 'IDENTITY_HTTP_PORT=8005')
        .replace('9097', '10097'),
    changes: fails('8.1.http-range'),
    at: 'IDENTITY_HTTP_PORT=8005',
  },
];
