import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'an install without a fallback',
    edit: replace(
      /RUN if[^]*?fi\n/,
      'RUN pdm install --prod --lockfile pdm.lock.docker\n',
    ),
    changes: fails('3.2.lock-fallback'),
  },
];
