import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'no mounts',
    texts: { overlay: 'services: {}\n' },
    changes: {
      ...fails('4.2.mount-service', '4.2.mount-libs'),
      '4.2.readonly': 'not-applicable',
      '4.2.packages-shadowed': 'not-applicable',
    },
  },
  {
    what: 'a mount to the wrong place',
    texts: edit('overlay', '/app/services/identity_service:ro', '/srv:ro'),
    changes: {
      '4.2.mount-service': 'fail',
      '4.2.packages-shadowed': 'not-applicable',
    },
  },
  {
    what: 'a volume over the folder that cannot be computed',
    texts: edit('overlay', './services/identity_service:', '${CODE}:'),
    changes: { '4.2.mount-service': 'unknown' },
  },
];
