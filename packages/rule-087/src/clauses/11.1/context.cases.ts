import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a context that is the folder',
    texts: edit(
      'base',
      'context: .\n      dockerfile: services/identity_service/',
      'context: services/identity_service\n      dockerfile: ',
    ),
    changes: fails('11.1.context'),
  },
  {
    what: 'build as one word',
    texts: edit(
      'base',
      /build:\n.*\n.*\n.*\n/,
      'build: services/identity_service\n',
    ),
    changes: fails('11.1.context', '11.1.dockerfile-dev', '11.1.target'),
  },
  {
    what: 'no compose service for the folder',
    texts: {
      base: 'services: { kafka: { image: kafka } }\n',
      overlay: 'services: {}\n',
    },
    changes: {
      '11.1.context': 'fail',
      ...Object.fromEntries(
        [
          '8.1.db-range',
          '8.1.unique',
          '4.2.mount-service',
          '4.2.mount-libs',
          '4.2.readonly',
          '4.2.packages-shadowed',
          '11.1.dockerfile-dev',
          '11.1.target',
          '11.1.env-ports',
          '11.1.port-maps',
        ].map(id => [id, 'not-applicable']),
      ),
    },
  },
];
