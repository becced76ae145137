import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'no target',
    texts: edit('base', '      target: development\n', ''),
    changes: fails('11.1.target'),
  },
  {
    what: 'another target',
    texts: edit('base', 'target: development', 'target: production'),
    changes: fails('11.1.target'),
  },
  {
    what: 'a target that cannot be computed',
    texts: edit('base', 'target: development', 'target: ${TARGET}'),
    changes: { '11.1.target': 'unknown' },
  },
];
