import { rule087 } from '@huleedu/rule-087';
import { buildServiceModel } from '@huleedu/rule-087/model';
import { sourcesOf } from '../testing/fix';
import { conformingService, ServiceTexts } from '../testing/service';
import { FixContext } from '../ClauseFix';
import { fixContextIn } from '../fixContext';
import { composeInvariant } from './composeInvariant';
import { contextInvariant } from './contextInvariant';
import { pyprojectInvariant } from './pyprojectInvariant';

function fixContextOf(texts: Partial<ServiceTexts>): FixContext {
  const sources = sourcesOf(texts);
  const { model } = buildServiceModel(sources, rule087, {
    service: 'identity_service',
  });
  return fixContextIn(model, sources, rule087, {})!;
}

const base = `# The fleet
x-kafka: &kafka
  KAFKA: kafka:9092 # the broker
services:
  identity_service:
    restart: always
    build:
      context: .
      dockerfile: services/identity_service/Dockerfile.dev
      args: { A: b }
    environment:
      <<: *kafka
      IDENTITY_HTTP_PORT: 7005
      SECRET: "1"
    ports: ["7005:7005", "5678:5678"]
    volumes: ["data:/data"]
    depends_on: [identity_db]
  identity_db:
    image: postgres:15
    ports: ["5442:5432"]
  billing_service:
    image: billing
    environment: *kafka
  billing_worker:
    extends: billing_service
volumes:
  data:
`;

const inCompose = (old: string, next: string) => {
  expect(base).toContain(old);
  return composeInvariant(
    fixContextOf({ base }),
    fixContextOf({ base: base.replace(old, next) }),
  );
};

it.each([
  ['a port of the service', '7005:7005', '7011:7011'],
  ['its variable', 'PORT: 7005', 'PORT: 7011'],
  ['a target', 'args:', 'target: development\n      args:'],
  ['a health check', 'ports: ["7', 'healthcheck: {}\n    ports: ["7'],
  ['its database’s port', '5442:', '5450:'],
])('lets compose change: %s', (_, old, next) => {
  expect(inCompose(old, next)).toBeUndefined();
});

it.each([
  [
    'a comment that is gone',
    ' # the broker',
    '',
    'It would lose this: # the broker',
  ],
  [
    'an anchor that others share',
    'kafka:9092',
    'kafka:9093',
    'billing_service would change too',
  ],
  [
    'another service',
    'image: billing',
    'image: other',
    'billing_service would change too',
  ],
  [
    'another key of the service',
    'restart: always',
    'restart: never',
    'services.identity_service.restart in docker-compose.yml would change',
  ],
  [
    'another key that is new',
    'restart: always',
    'restart: always\n    privileged: true',
    'services.identity_service.privileged in docker-compose.yml would change',
  ],
  [
    'a key that is gone',
    '      args: { A: b }\n',
    '',
    'services.identity_service.build.args.A in docker-compose.yml would change',
  ],
  ['a variable that is gone', '      SECRET: "1"\n', '', 'lose this: SECRET=1'],
  ['a variable with another value', '"1"', '"2"', 'lose this: SECRET=1'],
  ['a mount that is gone', 'data:/data', 'data:/other', 'lose this: /data'],
  [
    'a port that is gone',
    ', "5678:5678"',
    '',
    'It would lose a port that is published',
  ],
  [
    'a database’s image',
    'postgres:15',
    'postgres:16',
    'services.identity_db.image in docker-compose.yml would change',
  ],
  [
    'another section',
    'volumes:\n  data:',
    'volumes:\n  data: { external: true }',
    'volumes.data.external in docker-compose.yml would change',
  ],
  [
    'a service that nobody finds any more',
    'services/identity_service/Dockerfile.dev',
    'Dockerfile',
    'would not be found any more',
  ],
])('does not let compose change: %s', (_, old, next, violation) => {
  expect(inCompose(old, next)).toContain(violation);
});

const pyproject = conformingService
  .pyproject!.replace('[project]', '[project] # web')
  .replace('[tool.pdm.scripts]', '[tool.pdm.scripts]\ntest = "pytest"');
const inPyproject = (old: string, next: string) => {
  expect(pyproject).toContain(old);
  return pyprojectInvariant(
    fixContextOf({ pyproject }),
    fixContextOf({ pyproject: pyproject.replace(old, () => next) }),
  );
};

it.each([
  ['the start script', 'hypercorn app:app', 'uvicorn app:app'],
  ['a script that is new', '\ntest =', '\npre_start = "x"\ntest ='],
  [
    'an override that is new',
    'libs/common_core"\n',
    'libs/common_core"\nother = "1"\n',
  ],
])('lets pyproject.toml change: %s', (_, old, next) => {
  expect(inPyproject(old, next)).toBeUndefined();
});

it.each([
  [
    'an override that was there',
    'libs/common_core"\n',
    'libs/other"\n',
    'tool.pdm.resolution.overrides.huleedu-common-core in',
  ],
  ['the name', 'identity-service', 'other', 'project.name in'],
  ['a dependency', '    "quart>=0.19",\n', '', 'project.dependencies in'],
  ['a comment', ' # web', '', 'It would lose this: # web'],
  [
    'another script',
    '\ntest = "pytest"',
    '\ntest = "x"',
    'tool.pdm.scripts.test in',
  ],
])('does not let pyproject.toml change: %s', (_, old, next, violation) => {
  expect(inPyproject(old, next)).toContain(violation);
});

describe('paths of the build context', () => {
  const inFolder = 'FROM python:3.11-slim\nCOPY src/ /app/\n';
  const fromRoot =
    'FROM python:3.11-slim\nCOPY services/identity_service/src/ /app/\n';
  const builtIn = (context: string) =>
    `services:\n  identity_service:\n    build:\n      context: ${context}\n      dockerfile: ${
      context === '.' ? '' : '../../'
    }services/identity_service/Dockerfile.dev\n`;
  const folder = './services/identity_service';

  it.each([
    ['begin in another folder alone', inFolder, fromRoot, folder, true],
    ['move with the context', inFolder, fromRoot, '.', false],
    ['stay', inFolder, `${inFolder}USER app\n`, folder, false],
    ['began in the root', fromRoot, `${fromRoot}USER app\n`, folder, false],
  ])('that %s', (_, old, next, context, isRefused) => {
    const found = contextInvariant(
      fixContextOf({ dockerfile: old, base: builtIn(folder) }),
      fixContextOf({ dockerfile: next, base: builtIn(context) }),
    );
    expect(found?.includes('lead nowhere') ?? false).toBe(isRefused);
  });
});
