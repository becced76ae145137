import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a variable that compose leaves out',
    texts: edit('base', '      - IDENTITY_PROMETHEUS_PORT=9097\n', ''),
    changes: fails('11.1.env-ports'),
  },
  {
    what: 'a variable with another number',
    texts: edit('base', 'IDENTITY_HTTP_PORT=7005', 'IDENTITY_HTTP_PORT=7006'),
    changes: fails('11.1.env-ports', '11.1.port-maps'),
  },
  {
    what: 'variables in an env_file that is not there',
    texts: edit('base', /environment:\n(.*\n){3}/, 'env_file: missing.env\n'),
    changes: { '11.1.env-ports': 'unknown' },
  },
];
