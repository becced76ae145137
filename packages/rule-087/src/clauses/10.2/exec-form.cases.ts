import {
  ClauseCase,
  fails,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'the shell form',
    edit: onlyIn(
      production,
      replace('CMD ["pdm", "run", "start"]', 'CMD pdm run start'),
    ),
    changes: fails('5.1.cmd', '10.2.exec-form'),
    at: 'CMD pdm run start',
  },
];
