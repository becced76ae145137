import { checkBeside, quiet } from '../testing/checkBeside';
import { ExampleFleet } from '../testing/ExampleFleet';

const BASELINE = 'dockmaster-baseline.json';
const SERVICES = 'docker-compose.services.yml';
const dockerfileOf = (service: string) => `services/${service}/Dockerfile.dev`;

let fleet: ExampleFleet;

beforeEach(async () => {
  fleet = ExampleFleet.create();
  await fleet.dockmaster(['check', '--write-baseline', BASELINE]);
});

afterEach(() => fleet.remove());

const check = (...args: string[]) => checkBeside(fleet, BASELINE, args);

it.each<[string, () => void, object]>([
  ['nothing changes', () => {}, {}],
  [
    'lines move',
    () => {
      for (const service of ['billing_service', 'notification_service']) {
        const path = dockerfileOf(service);
        fleet.write(path, `# A comment\n\n# Another\n${fleet.read(path)}`);
      }
      fleet.replace(SERVICES, 'services:\n', '# Moved\n\n\nservices:\n');
    },
    {},
  ],
  [
    'a file gets another name',
    () => {
      fleet.write('docker-compose.apps.yml', fleet.read(SERVICES));
      fleet.write(SERVICES, 'services: {}\n');
      fleet.replace('docker-compose.yml', SERVICES, 'docker-compose.apps.yml');
    },
    {},
  ],
  [
    'a service with failures gets another name',
    () => fleet.renameService('billing_service', 'invoice_service'),
    { renamed: [{ from: 'billing_service', to: 'invoice_service' }] },
  ],
  [
    'a service that nobody can read gets another name',
    () => fleet.renameService('archive_service', 'attic_service'),
    { renamed: [{ from: 'archive_service', to: 'attic_service' }] },
  ],
  [
    'a line that fails is edited, and fails still',
    () =>
      fleet.replace(
        dockerfileOf('notification_service'),
        'curl gcc',
        'curl gcc git',
      ),
    {},
  ],
  [
    'a clause that held fails',
    () =>
      fleet.replace(
        dockerfileOf('identity_service'),
        'pip install --no-cache-dir',
        'pip install',
      ),
    { code: 1, added: ['identity_service 2.2.pdm-nocache Dockerfile.dev:22'] },
  ],
  [
    'a clause fails at a second place',
    () =>
      fleet.replace(
        dockerfileOf('notification_service'),
        'RUN pip install pdm\n',
        'RUN apt-get install -y git\nRUN pip install pdm\n',
      ),
    {
      code: 1,
      added: [
        'notification_service 2.2.apt-flags Dockerfile.dev:10',
        'notification_service 9.1.system-before-code Dockerfile.dev:10',
        'notification_service 9.1.code-last Dockerfile.dev:10',
      ],
    },
  ],
  [
    'the same line stands there twice',
    () =>
      fleet.replace(
        dockerfileOf('notification_service'),
        'RUN pip install pdm\n',
        'RUN pip install pdm\nRUN pip install pdm\n',
      ),
    {
      code: 1,
      added: [
        'notification_service 2.2.pdm-nocache Dockerfile.dev:11',
        'notification_service 9.1.code-last Dockerfile.dev:11',
      ],
    },
  ],
  [
    'a should fails, which stops nobody',
    () =>
      fleet.replace(
        dockerfileOf('identity_service'),
        '    IDENTITY_SERVICE_LOG_LEVEL=INFO \\\n',
        '',
      ),
    { added: ['identity_service 2.2.log-level-env Dockerfile.dev:9'] },
  ],
  [
    'a failure is fixed',
    () =>
      fleet.replace(
        dockerfileOf('billing_service'),
        'CMD ["sh", "-c", "pdm run start"]',
        'CMD ["pdm", "run", "start"]',
      ),
    {
      fixed: ['billing_service 5.1.cmd 1', 'billing_service 10.2.exec-form 1'],
    },
  ],
  [
    'one of two places is fixed',
    () =>
      fleet.replace(
        dockerfileOf('billing_service'),
        'pdm install --dev --lockfile pdm.lock.docker',
        'pdm install --prod --lockfile pdm.lock.docker',
      ),
    { fixed: ['billing_service 3.1.install-prod 1'] },
  ],
  [
    'a failure is waived',
    () =>
      fleet.write(
        dockerfileOf('billing_service'),
        `# dockmaster ignore=8.1.prom-offset reason="agreed"\n${fleet.read(
          dockerfileOf('billing_service'),
        )}`,
      ),
    { fixed: ['billing_service 8.1.prom-offset 1'] },
  ],
  [
    'a service is gone',
    () => fleet.removeService('billing_service'),
    {
      fixed: [
        'billing_service 3.1.install-prod 2',
        'billing_service 5.1.cmd 1',
        'billing_service 8.1.prom-offset 1',
        'billing_service 10.2.exec-form 1',
      ],
    },
  ],
  [
    'a file cannot be read any more',
    () => fleet.append('services/essay_service/pyproject.toml', '[broken\n'),
    { code: 2, err: expect.stringContaining('essay_service/pyproject.toml') },
  ],
])('where %s', async (_, change, expected) => {
  change();
  expect(await check()).toEqual({ ...quiet, ...expected });
});

it.each(['result_service', 'broker_gateway'])(
  'lines that no clause asks for bring nothing new, wherever they stand in %s',
  async service => {
    fleet.remove();
    fleet = ExampleFleet.create('fixtures');
    const path = dockerfileOf(service);
    const args = ['check', `services/${service}`];
    await fleet.dockmaster([...args, '--write-baseline', BASELINE]);
    const lines = fleet.read(path).split('\n');
    for (let line = 1; line < lines.length; line++) {
      const isInstruction = /^[A-Z]+ /.test(lines[line]);
      if (!isInstruction) continue;
      const added = ['ENV UNRELATED=1', 'LABEL a=b', 'RUN true'];
      const all = [...lines.slice(0, line), ...added, ...lines.slice(line)];
      fleet.write(path, all.join('\n'));
      const { out } = await fleet.dockmaster([...args, '--baseline', BASELINE]);
      expect(out).toMatch(
        /^1 service: 0 new, [1-9]\d* that the baseline knows, 0 fixed\n$/,
      );
    }
  },
);

it('takes a service that comes in place of another for a new one', async () => {
  fleet.removeService('notification_service');
  fleet.renameService('essay_service', 'review_service');
  fleet.replace(
    dockerfileOf('review_service'),
    'CMD ["pdm", "run", "start"]',
    'CMD pdm run start',
  );
  const { code, added, renamed } = await check();
  expect([code, renamed]).toEqual([1, []]);
  expect(added).toContainEqual(
    expect.stringMatching(/^review_service 4\.1\.cmd/),
  );
});

it('says nothing of services that are not asked for', async () => {
  fleet.removeService('report_service');
  const { fixed } = await check('services/billing_service');
  expect(fixed).toEqual([
    'report_service 5.1.user 1',
    'report_service 8.1.unique 2',
    'report_service 8.2.expose-vars 4',
  ]);
  expect(await check('services/identity_service', '--root', '.')).toMatchObject(
    {
      code: 0,
      added: [],
    },
  );
});

it.each([
  ['services/search_service', 0],
  ['services/import_service', 0],
])('%s, undecided as before, is let pass though strict', async (path, code) => {
  expect((await fleet.dockmaster(['check', path, '--strict'])).code).toBe(1);
  expect((await check(path, '--strict')).code).toBe(code);
});

describe('what has become undecided', () => {
  beforeEach(() =>
    fleet.replace(
      dockerfileOf('identity_service'),
      'FROM python:3.11-slim AS base',
      'ARG IMAGE\nFROM ${IMAGE} AS base',
    ),
  );

  it('fails where strict', async () => {
    expect((await check()).code).toBe(0);
    expect((await check('--strict')).code).toBe(1);
  });

  it.each([
    [
      'text',
      /^services\/identity_service\/Dockerfile\.dev:2:6 {2}now undecided 2\.2\.image: .*\n.*, 1 now undecided\n$/,
    ],
    [
      'github',
      /^::warning file=services\/identity_service\/Dockerfile\.dev,line=2,endLine=2,col=6,title=2\.2\.image::.*\n$/,
    ],
    [
      'markdown',
      /^### Dockmaster: 1 service can no longer be decided\n\n\*\*now undecided\*\* \[2\.2\.image\]/,
    ],
    ['json', /"id": "2\.2\.image",[^}]*"baselineState": "new"/],
  ])('is told by the format %s', async (format, told) => {
    const { out } = await fleet.dockmaster([
      'check',
      '--format',
      format,
      '--baseline',
      BASELINE,
    ]);
    expect(out.replace(/"evidence": \[[^\]]*\],/g, '')).toMatch(told);
  });
});

it('calls nothing fixed that cannot be decided any more', async () => {
  fleet.replace(
    dockerfileOf('notification_service'),
    'FROM python:3.11',
    'ARG IMAGE\nFROM ${IMAGE}',
  );
  const { fixed, added } = await check();
  expect(fixed).not.toContainEqual(expect.stringContaining('2.2.image'));
  expect(added).toEqual([]);
});

it('says when the standard is another', async () => {
  fleet.append('dockmaster.yaml', 'user: service\n');
  const { err, added, code } = await check();
  expect(code).toBe(0); // Only a should fails.
  expect(err).toMatch(
    /^dockmaster: dockmaster-baseline\.json was written by version 1\+[0-9a-f]{8} of the standard, and this is 1\+[0-9a-f]{8}/,
  );
  expect(added).toContainEqual(
    expect.stringMatching(/^identity_service 4\.1\.user-name/),
  );
});
