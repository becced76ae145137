import { ClauseCase, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: "Quart's variables that never reach production",
    edit: content =>
      content
        .replace(
          'ENV QUART_APP=app:app \\\n    QUART_ENV=production \\\n    ',
          'ENV ',
        )
        .replace(
          'FROM base AS development\n',
          'FROM base AS development\nENV QUART_APP=app:app QUART_ENV=production\n',
        ),
    changes: fails('6.2.quart-env'),
  },
];
