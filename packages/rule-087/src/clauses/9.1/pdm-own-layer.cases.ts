import { ClauseCase, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'PDM in one layer with the system packages',
    edit: content =>
      content
        .replace(
          '&& rm -rf /var/lib/apt/lists/*',
          '&& rm -rf /var/lib/apt/lists/* \\\n    && pip install --no-cache-dir pdm',
        )
        .replace('RUN pip install --no-cache-dir pdm\n', ''),
    changes: fails('9.1.pdm-own-layer'),
  },
];
