import { ClauseCase } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'library source before the metadata of the libraries',
    edit: content =>
      content
        .replace('COPY libs/common_core/src/ /app/libs/common_core/src/\n', '')
        .replace(
          'COPY libs/common_core/pyproject.toml',
          'COPY libs/common_core/src/ /app/libs/common_core/src/\nCOPY libs/common_core/pyproject.toml',
        ),
    changes: { '3.1.lib-src': 'fail', '3.1.meta-first': 'fail' },
  },
];
