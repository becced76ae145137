import { ClauseCase, fails, replace } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a package that is missing',
    edit: replace('    python3-dev \\\n', ''),
    changes: fails('2.2.apt-packages'),
  },
];
