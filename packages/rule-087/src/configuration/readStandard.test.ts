import { judge } from '../judge';
import { createStandard, readStandard } from './readStandard';
import { rule087 } from '../standard/rule087';
import { versionOf } from '../standard/versionOf';

const read = (content: string) => readStandard('dockmaster.yaml', content);

function standardOf(content: string) {
  const result = read(content);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.standard;
}

function verdicts(dockerfile: string, configuration: string) {
  const { clauses } = judge(
    {
      dockerfile: { state: 'present', path: 'Dockerfile', content: dockerfile },
      pyproject: { state: 'not-given' },
      compose: [],
    },
    standardOf(configuration),
    { service: 'a_service' },
  );
  return Object.fromEntries(clauses.map(({ id, verdict }) => [id, verdict]));
}

it('is the rule as written where nothing is overridden', () => {
  expect(standardOf('')).toEqual(rule087);
  expect(versionOf(standardOf('{}'))).toBe('1');
});

it('changes what is named and nothing else, and its version tells', () => {
  const standard = standardOf(
    'user: service\nports: { http: { from: 8001, to: 8100 } }\nimage: { version: "3.12" }\n',
  );
  expect(standard).toEqual({
    ...rule087,
    user: 'service',
    image: { ...rule087.image, version: '3.12' },
    ports: { ...rule087.ports, http: { from: 8001, to: 8100 } },
  });
  expect(versionOf(standard)).toMatch(/^1\+[0-9a-f]{8}$/);
  expect(versionOf(standard)).not.toBe(versionOf(standardOf('user: service')));
});

it.each([
  ['user: service\nusr: x\n', 'usr is no key of the configuration', 2],
  [
    'ports:\n  http:\n    from: high\n    to: 1\n',
    'ports.http.from must be integer',
    3,
  ],
  [
    'severities:\n  9.9.none: must\n',
    'severities.9.9.none is no clause of the rule',
    2,
  ],
  [
    'severities:\n  2.1.base: never\n',
    'severities.2.1.base must be equal to one of the allowed values: must, should, optional',
    2,
  ],
  [
    'accept:\n  everything: true\n',
    'accept.everything is no key of the configuration',
    2,
  ],
  [
    'user: x\nports:\n  http: { from: 7020, to: 7001 }\n',
    'ports.http is empty',
    3,
  ],
  [
    'ports:\n  database: { from: 7015, to: 7030 }\n',
    'ports.database overlaps the HTTP ports',
    2,
  ],
  [
    'ports:\n  blocked: []\n  prometheusOffset: 60000\n',
    'ports.prometheusOffset takes the HTTP ports 7001–7020 to 67001–67020',
    3,
  ],
  [
    'ports:\n  environments:\n    staging:\n      database: { from: 9100, to: 9110 }\n',
    'ports.environments.staging.database overlaps the Prometheus ports 9093–9112',
    4,
  ],
  [
    'ports:\n  blocked:\n    - port: 7007\n',
    "ports.blocked.0 must have required property 'reason'",
    3,
  ],
  ['- a\n', 'The file must be object', 1],
  ['user: [\n', 'Flow sequence', 2],
])('refuses %j with its line', (content, message, line) => {
  const result = read(content);
  expect(result).toMatchObject({
    errors: [
      {
        message: expect.stringContaining(message),
        evidence: { startLine: line },
      },
    ],
  });
  expect('errors' in result && result.errors).toHaveLength(1);
});

it('takes data as well as a file', () => {
  expect(createStandard({ user: 'service' }).user).toBe('service');
  expect(() => createStandard({ usr: 'x' })).toThrow('usr is no key');
});

it('gives clauses other severities', () => {
  const { clauses } = judge(
    {
      dockerfile: { state: 'present', path: 'Dockerfile', content: 'FROM a' },
      pyproject: { state: 'not-given' },
      compose: [],
    },
    standardOf('severities: { 2.1.base: optional }'),
    { service: 'a' },
  );
  expect(clauses[0]).toMatchObject({ id: '2.1.base', severity: 'optional' });
});

describe('accepted deviations', () => {
  const frozen = `FROM python:3.11-slim AS base
RUN pip install --no-cache-dir pdm
COPY services/a_service/pyproject.toml services/a_service/pdm.lock /app/services/a_service/
RUN pdm install --prod --frozen-lockfile
`;
  it('frozen-lock', () => {
    expect(verdicts(frozen, '{}')).toMatchObject({
      '3.1.lock': 'fail',
      '3.2.lock-fallback': 'fail',
    });
    expect(verdicts(frozen, 'accept: { frozen-lock: true }')).toMatchObject({
      '3.1.lock': 'pass',
      '3.2.lock-fallback': 'pass',
    });
  });

  it('shared-deps-image', () => {
    const shared =
      'FROM registry.example.com:5000/huleedu/deps:2026.11 AS base\nCOPY services/a_service/ /app/services/a_service/\n';
    expect(verdicts(shared, '{}')).toMatchObject({
      '2.2.image': 'fail',
      '3.1.install-prod': 'unknown',
    });
    expect(
      verdicts(
        shared,
        'accept: { shared-deps-image: ["registry.example.com:5000/huleedu/deps"] }',
      ),
    ).toMatchObject({
      '2.2.image': 'pass',
      '3.1.meta-first': 'pass',
      '3.1.install-prod': 'pass',
    });
  });

  it('builder-runtime-split', () => {
    const split =
      'FROM python:3.11-slim AS builder\nFROM python:3.11-slim AS production\nCOPY --from=builder /app /app\n';
    expect(verdicts(split, '{}')).toMatchObject({
      '2.1.base': 'fail',
      '2.1.production': 'fail',
    });
    expect(
      verdicts(split, 'accept: { builder-runtime-split: true }'),
    ).toMatchObject({
      '2.1.base': 'pass',
      '2.1.production': 'pass',
      '2.1.development': 'fail',
    });
  });
});
