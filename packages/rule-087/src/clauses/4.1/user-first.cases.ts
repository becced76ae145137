import {
  ClauseCase,
  development,
  fails,
  onlyIn,
} from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a user that is made after the code is copied',
    edit: onlyIn(development, content =>
      content
        .replace(
          'RUN groupadd -r appuser && useradd --no-log-init -r -g appuser appuser\n',
          '',
        )
        .replace(
          'RUN chown',
          'RUN groupadd -r appuser && useradd --no-log-init -r -g appuser appuser\nRUN chown',
        ),
    ),
    changes: fails('4.1.user-first'),
  },
];
