import { ClauseCase, edit } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'no start script',
    texts: edit('pyproject', /start = .*\n/, ''),
    changes: {
      '10.2.start-script': 'fail',
      '10.2.start-port-var': 'not-applicable',
    },
  },
  {
    what: 'an empty script',
    texts: edit('pyproject', /start = .*\n/, 'start = ""\n'),
    changes: { '10.2.start-script': 'fail', '10.2.start-port-var': 'unknown' },
  },
  {
    what: 'no pyproject.toml',
    texts: { pyproject: null },
    changes: {
      '10.2.start-script': 'fail',
      '10.2.start-port-var': 'not-applicable',
      '3.2.libs-local': 'not-applicable',
    },
  },
];
