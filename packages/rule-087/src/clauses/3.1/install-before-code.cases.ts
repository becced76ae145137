import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'everything copied before the install',
    edit: replace(
      '# Copy only dependency',
      'COPY . /app/\n# Copy only dependency',
    ),
    changes: fails(
      '3.1.meta-first',
      '3.1.lib-src',
      '3.1.install-before-code',
      '9.1.libs-before-service',
      '9.1.code-last',
    ),
    at: '.',
  },
];
