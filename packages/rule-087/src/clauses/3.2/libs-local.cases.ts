import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a library from the index',
    texts: edit('pyproject', /huleedu-common-core = .*\n/, ''),
    changes: fails('3.2.libs-local'),
  },
];
