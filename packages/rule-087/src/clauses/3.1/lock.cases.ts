import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'no lock file made',
    edit: replace(/RUN pdm lock .*\n/, ''),
    changes: fails('3.1.lock'),
  },
];
