import { ClauseCase, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'development dependencies in the install',
    edit: content => content.replaceAll('--prod', '--dev'),
    changes: fails('3.1.install-prod'),
    at: 'pdm install --dev --lockfile pdm.lock.docker',
  },
];
