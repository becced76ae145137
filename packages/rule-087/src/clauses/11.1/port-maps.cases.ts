import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'ports of which none has its own number outside',
    texts: edit('base', /ports:\n.*\n.*\n/, 'ports: ["7105:7005"]\n'),
    changes: fails('11.1.port-maps'),
  },
  {
    what: 'no ports at all',
    texts: edit('base', / {4}ports:\n.*\n.*\n/, ''),
    changes: fails('11.1.port-maps'),
  },
  {
    what: 'a port that is mapped to another',
    texts: edit('base', '"7005:7005"', '"7105:7005"'),
    changes: fails('11.1.port-maps'),
  },
  {
    what: 'a port that the engine picks',
    texts: edit('base', '"9097:9097"', '"9097"'),
    changes: fails('11.1.port-maps'),
  },
];
