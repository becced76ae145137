import { ClauseCase, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a project file before the system packages',
    edit: replace(
      'RUN apt-get update',
      'COPY pyproject.toml /app/\nRUN apt-get update',
    ),
    changes: { '9.1.system-before-code': 'fail' },
  },
];
