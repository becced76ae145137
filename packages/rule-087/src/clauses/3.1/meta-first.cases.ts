import { ClauseCase, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a library whose pyproject.toml is not copied',
    edit: replace(
      'COPY libs/common_core/pyproject.toml /app/libs/common_core/pyproject.toml\n',
      '',
    ),
    changes: { '3.1.lib-src': 'fail', '3.1.meta-first': 'fail' },
  },
];
