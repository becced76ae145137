import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a development stage that is not built on base',
    edit: replace(
      'FROM base AS development',
      'FROM python:3.11-slim AS development',
    ),
    changes: {
      ...fails(
        '2.1.development',
        '2.2.core-env',
        '2.2.log-level-env',
        '2.2.http-port-env',
        '2.2.prom-port-env',
        '2.2.host-env',
        '2.2.apt-packages',
        '3.1.meta-first',
        '3.1.lock',
        '3.1.install-before-code',
        '3.2.lock-fallback',
        '4.1.expose',
        '8.2.expose-vars',
      ),
      '8.1.http-range': 'unknown',
      '8.1.prom-offset': 'unknown',
    },
  },
];
