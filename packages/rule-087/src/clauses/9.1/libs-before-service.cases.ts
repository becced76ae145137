import { ClauseCase, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'service code before a library',
    edit: replace(
      'COPY libs/common_core/src/',
      'COPY services/identity_service/ /app/services/identity_service/\nCOPY libs/common_core/src/',
    ),
    changes: {
      '3.1.install-before-code': 'fail',
      '3.1.lib-src': 'fail',
      '9.1.code-last': 'fail',
      '9.1.libs-before-service': 'fail',
    },
  },
];
