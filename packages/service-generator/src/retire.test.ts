import { rule087 } from '@huleedu/rule-087';
import { generate } from './generate';
import { retire } from './retire';
import {
  changesOf,
  contentsOf,
  Overlay,
  problemsOf,
  repositoryOf,
  spec,
  variants,
} from './testing/repository';

async function retired(name: string, files: Overlay, paths: string[] = []) {
  return retire(name, rule087, await repositoryOf({ files, paths }));
}

it.each(variants)('takes out what was generated: %s', async (_, request) => {
  const before = await repositoryOf({
    spec: request,
    files: {
      'pyproject.toml':
        '[tool.x]\nlist = [\n    "services/billing_service", # ours\n]\n',
    },
  });
  const made = changesOf(generate(request, rule087, before));
  const contents = contentsOf(made);
  const folder = made.newFiles.map(({ path }) => path);
  const changes = changesOf(await retired(request.name, contents, folder));
  expect(changes.deletedFiles.sort()).toEqual(folder.sort());
  expect(
    Object.fromEntries(
      changes.changedFiles.map(({ path, content }) => [path, content]),
    ),
  ).toEqual(
    Object.fromEntries(
      made.changedFiles.map(({ path, basedOn }) => [path, basedOn]),
    ),
  );
});

it('takes a service of the example fleet out, with its database and its volume', async () => {
  const { changedFiles, patch, notes } = changesOf(
    await retired('billing_service', {}),
  );
  expect(changedFiles.map(({ path }) => path).sort()).toEqual([
    'docker-compose.dev.yml',
    'docker-compose.infrastructure.yml',
    'docker-compose.services.yml',
    'observability/prometheus.yml',
    'pyproject.toml',
  ]);
  const lines = patch.split('\n');
  expect(lines.filter(line => /^\+(?!\+\+)/.test(line))).toEqual([]);
  expect(lines.filter(line => /^-(?!--)/.test(line)).join('\n')).not.toMatch(
    /search_service|grading/,
  );
  for (const { content } of changedFiles)
    expect(content).not.toMatch(/billing/);
  expect(notes).toEqual([]);
});

it('keeps a database that another service uses, and says who still names the service', async () => {
  const { changedFiles, notes } = changesOf(
    await retired('identity_service', {
      'docker-compose.services.yml': `services:
  identity_service:
    build: .
    depends_on: { identity_db: { condition: service_started } }
  # The gateway asks who somebody is
  gateway_service:
    build: .
    environment: [ASK=http://identity_service:7005]
    depends_on: [identity_db]
`,
    }),
  );
  const contents = Object.fromEntries(
    changedFiles.map(({ path, content }) => [path, content]),
  );
  expect(contents['docker-compose.infrastructure.yml']).toBeUndefined();
  expect(contents['docker-compose.services.yml']).toBe(`services:
  # The gateway asks who somebody is
  gateway_service:
    build: .
    environment: [ASK=http://identity_service:7005]
    depends_on: [identity_db]
`);
  expect(notes).toEqual([
    'docker-compose.services.yml:5 still names identity_service: environment: [ASK=http://identity_service:7005]',
  ]);
});

it.each([
  ['../billing_service', "is no service's name"],
  ['nobody_service', 'There is no service nobody_service'],
  ['kafka', 'email_service depends on kafka'],
])('refuses %s', async (name, message) => {
  const problems = problemsOf(await retired(name, {}));
  expect(problems.map(problem => problem.message).join('\n')).toContain(
    message,
  );
});

it('needs no more than the name: a second time there is nothing to take out', async () => {
  const request = { ...spec, database: false, ports: { http: 7011 } };
  const repository = await repositoryOf({ spec: request });
  expect(problemsOf(retire(request.name, rule087, repository))).toHaveLength(1);
});
