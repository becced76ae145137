import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a core variable with another value',
    edit: replace('PYTHONUNBUFFERED=1', 'PYTHONUNBUFFERED=0'),
    changes: fails('2.2.core-env'),
    at: 'PYTHONUNBUFFERED=0',
  },
  {
    what: 'a core variable that production overrides',
    edit: replace(/(FROM base AS production\n)/, '$1ENV PYTHONPATH=/srv\n'),
    changes: fails('2.2.core-env'),
    at: 'PYTHONPATH=/srv',
  },
];
