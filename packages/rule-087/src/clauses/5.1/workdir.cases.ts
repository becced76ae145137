import {
  ClauseCase,
  fails,
  onlyIn,
  production,
  replace,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'another working directory at the end',
    edit: onlyIn(
      production,
      replace('WORKDIR /app/services/identity_service', 'WORKDIR /app'),
    ),
    changes: fails('5.1.workdir'),
  },
];
