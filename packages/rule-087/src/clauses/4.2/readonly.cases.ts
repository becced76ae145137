import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'mounts that can be written to',
    texts: edit('overlay', '/app/libs:ro', '/app/libs'),
    changes: fails('4.2.readonly'),
  },
];
