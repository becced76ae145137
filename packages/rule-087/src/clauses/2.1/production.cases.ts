import { ClauseCase, production } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'no production stage',
    edit: content => content.replace(production, ''),
    changes: {
      '2.1.production': 'fail',
      '5.1.copy-code': 'not-applicable',
      '5.1.user': 'not-applicable',
      '5.1.workdir': 'not-applicable',
      '5.1.expose': 'not-applicable',
      '5.1.cmd': 'not-applicable',
      '5.1.user-chown-layer': 'not-applicable',
    },
  },
];
