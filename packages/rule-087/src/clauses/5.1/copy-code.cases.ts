import {
  ClauseCase,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'service code in another place',
    edit: onlyIn(
      production,
      replace(
        'identity_service/ /app/services/identity_service/',
        'identity_service/ /srv/',
      ),
    ),
    changes: { '5.1.copy-code': 'fail' },
  },
  {
    what: 'no service code',
    edit: onlyIn(
      production,
      replace(
        'COPY services/identity_service/ /app/services/identity_service/',
        '',
      ),
    ),
    changes: { '5.1.copy-code': 'fail' },
  },
];
