import fc from 'fast-check';
import { asFile, withComments } from './anyFile';

const address = fc.constantFrom(
  '0.0.0.0:${IDENTITY_HTTP_PORT}',
  '127.0.0.1:8000',
  '0.0.0.0:7005',
  '0.0.0.0:${PORT:-8000}',
);
const command = address.map(bind => `hypercorn app:app --bind ${bind}`);
const start = fc.oneof(
  command.map(text => `"${text}"`),
  command.map(text => `'${text}'`),
  command.map(text => `{ cmd = "${text}", help = "authored help" }`),
  command.map(text => `{ shell = "authored-migration && ${text}" }`),
  command.map(
    text =>
      `{ cmd = [\n  ${text
        .split(' ')
        .map(word => JSON.stringify(word))
        .join(',\n  ')},\n] }`,
  ),
  command.map(text => `"""\n${text}\n"""`),
  fc.constantFrom('{ composite = ["serve"] }', '"quart run"', '""'),
);

const scripts = fc.oneof(
  fc.constant<string[]>([]),
  start.map(text => [
    '[tool.pdm.scripts]',
    `start = ${text}`,
    'test = "authored-test"',
    'serve = "hypercorn app:app --bind 0.0.0.0:7005"',
  ]),
  fc.constantFrom(
    ['[tool.pdm.scripts]', 'test = "authored-test"'],
    ['[tool.pdm.scripts]'],
    ['[tool.pdm]', 'scripts = { test = "authored-test" }'],
    ['[tool.pdm]', 'scripts.test = "authored-test"', 'distribution = false'],
    ['[ tool . "pdm" . scripts ]', 'test = "authored-test"'],
    ['[tool.pdm.scripts.test]', 'cmd = "authored-test"'],
  ),
);
const overrides = fc.constantFrom(
  [],
  ['[tool.pdm.resolution.overrides]', 'asyncpg = "authored-version"'],
  ['[tool.pdm.resolution]', 'overrides = { asyncpg = "authored-version" }'],
  ['[tool.pdm.resolution]', 'overrides.asyncpg = "authored-version"'],
  [
    '[tool.pdm.resolution.overrides]',
    'huleedu-common-core = "file:///${PROJECT_ROOT}/../../libs/common_core"',
  ],
);
const dependencies = fc.subarray(
  [
    '"quart>=0.19"',
    '"hypercorn"',
    '"huleedu-common-core"',
    '"huleedu-service-libs @ file:///${PROJECT_ROOT}/../../libs/huleedu_service_libs"',
    '"authored-package"',
  ],
  { minLength: 1 },
);
const project = dependencies.map(names => [
  '[project]',
  'name = "identity-service"',
  'description = """',
  '[tool.pdm.scripts]',
  '"""',
  'dependencies = [',
  ...names.map(name => `    ${name},`),
  ']',
]);

/** A pyproject.toml: tables in any order and of any form. */
export const anyPyproject = fc
  .tuple(project, scripts, overrides)
  .chain(tables => fc.shuffledSubarray(tables, { minLength: tables.length }))
  .map(tables =>
    tables.flatMap(table => [...table.flatMap(line => line.split('\n')), '']),
  )
  .chain(withComments)
  .chain(asFile);
