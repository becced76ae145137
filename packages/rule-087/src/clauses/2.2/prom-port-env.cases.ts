import { ClauseCase, edit } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a variable that the Dockerfile does not declare',
    texts: edit(
      'dockerfile',
      /IDENTITY_PROMETHEUS_PORT=/g,
      'ID_PROMETHEUS_PORT=',
    ),
    changes: {
      '2.2.prom-port-env': 'fail',
      '4.1.expose': 'fail',
      '5.1.expose': 'fail',
      '8.2.expose-vars': 'fail',
      '11.1.env-ports': 'fail',
    },
  },
];
