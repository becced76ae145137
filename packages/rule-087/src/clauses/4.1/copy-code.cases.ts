import { ClauseCase, edit } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a mount to where the image has the code',
    texts: {
      ...edit('overlay', '/app/services/identity_service:ro', '/srv/app/:ro'),
      ...edit(
        'dockerfile',
        /COPY (.*)services\/identity_service\/ \S+/g,
        'COPY $1services/identity_service/ /srv/app/',
      ),
    },
    changes: {
      '4.1.copy-code': 'fail',
      '5.1.copy-code': 'fail',
    },
  },
];
