import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'apt-get install without --no-install-recommends',
    edit: replace('    --no-install-recommends \\\n', ''),
    changes: fails('2.2.apt-flags'),
  },
  {
    what: 'apt lists that are left behind',
    edit: replace(' \\\n    && rm -rf /var/lib/apt/lists/*', ''),
    changes: fails('2.2.apt-flags'),
  },
  {
    what: 'apt-get update in a layer of its own',
    edit: replace(
      'RUN apt-get update && apt-get',
      'RUN apt-get update\nRUN apt-get',
    ),
    changes: fails('2.2.apt-flags'),
  },
];
