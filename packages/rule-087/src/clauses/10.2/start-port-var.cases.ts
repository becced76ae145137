import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a literal port',
    texts: edit('pyproject', '${IDENTITY_HTTP_PORT}', '7005'),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'a default that PDM does not expand',
    texts: edit(
      'pyproject',
      '${IDENTITY_HTTP_PORT}',
      '${IDENTITY_HTTP_PORT:-7005}',
    ),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'an address that others cannot reach',
    texts: edit('pyproject', '0.0.0.0', '127.0.0.1'),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'words as a list',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = {cmd = ["quart", "run", "--host=0.0.0.0", "-p", "7005"]}\n',
    ),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'a literal port without a host',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = "uvicorn app:app --port 7005"\n',
    ),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'the variable without a host',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = "uvicorn app:app --port ${IDENTITY_HTTP_PORT}"\n',
    ),
    changes: { '10.2.start-port-var': 'unknown' },
  },
  {
    what: 'another host without a port',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = "flask run -h localhost"\n',
    ),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'a host alone',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = "quart run --host=0.0.0.0"\n',
    ),
    changes: { '10.2.start-port-var': 'unknown' },
  },
  {
    what: 'a variable as only a shell expands it',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = "hypercorn app:app --bind 0.0.0.0:$IDENTITY_HTTP_PORT"\n',
    ),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'the variable of the metrics port',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = "quart run --host 0.0.0.0 --port ${IDENTITY_PROMETHEUS_PORT}"\n',
    ),
    changes: fails('10.2.start-port-var'),
  },
  {
    what: 'a function',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = { call = "app.main:run" }\n',
    ),
    changes: { '10.2.start-port-var': 'unknown' },
  },
  {
    what: 'a configuration file',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'start = "hypercorn --config hypercorn.toml app:app"\n',
    ),
    changes: { '10.2.start-port-var': 'unknown' },
  },
  {
    what: 'an address that the program picks',
    texts: edit('pyproject', /start = .*\n/, 'start = "python app.py"\n'),
    changes: { '10.2.start-port-var': 'unknown' },
  },
  {
    what: 'a script of scripts',
    texts: edit(
      'pyproject',
      /start = .*\n/,
      'serve = "quart run --host 0.0.0.0 --port 7005"\nstart = {composite = ["migrate", "serve"]}\nmigrate = "alembic upgrade head"\n',
    ),
    changes: fails('10.2.start-port-var'),
  },
];
