import { ClauseCase, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a user that is made without a system group',
    edit: content =>
      content.replaceAll(
        'groupadd -r appuser && useradd --no-log-init -r -g appuser appuser',
        'useradd -m appuser',
      ),
    changes: fails('7.1.useradd'),
  },
];
