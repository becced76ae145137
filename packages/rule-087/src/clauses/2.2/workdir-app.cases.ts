import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a base that works elsewhere',
    edit: replace('WORKDIR /app\n', 'WORKDIR /srv\n'),
    changes: fails('2.2.workdir-app'),
    at: 'WORKDIR /srv',
  },
];
