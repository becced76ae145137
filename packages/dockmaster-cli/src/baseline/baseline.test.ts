import fc from 'fast-check';
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

type Place = { file: string; startLine: number };
type Clause = { id: string; baselineState?: string; newEvidence?: Place[] };

/** What a check finds beside the baseline, in few words. */
async function check(...args: string[]) {
  const { code, out, err } = await fleet.dockmaster([
    'check',
    '--format',
    'json',
    '--baseline',
    BASELINE,
    ...args,
  ]);
  const { results, baseline } = JSON.parse(out);
  const added = results.flatMap(
    ({ service, clauses }: { service: string; clauses: Clause[] }) =>
      clauses
        .filter(({ baselineState }) => baselineState === 'new')
        .map(
          ({ id, newEvidence = [] }) =>
            `${service} ${id} ${newEvidence.map(
              ({ file, startLine }) => `${file.split('/').at(-1)}:${startLine}`,
            )}`,
        ),
  );
  const mended = baseline.mended.map(
    ({
      service,
      id,
      places,
    }: {
      service: string;
      id: string;
      places: number;
    }) => `${service} ${id} ${places}`,
  );
  return { code, err, added, mended, renamed: baseline.renamed };
}

const quiet = { code: 0, err: '', added: [], mended: [], renamed: [] };

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
        'pip install --no-cache-dir pdm',
        'pip install pdm',
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
    'a failure is mended',
    () =>
      fleet.replace(
        dockerfileOf('billing_service'),
        'CMD ["sh", "-c", "pdm run start"]',
        'CMD ["pdm", "run", "start"]',
      ),
    {
      mended: ['billing_service 5.1.cmd 1', 'billing_service 10.2.exec-form 1'],
    },
  ],
  [
    'one of two places is mended',
    () =>
      fleet.replace(
        dockerfileOf('billing_service'),
        'pdm install --dev --lockfile pdm.lock.docker',
        'pdm install --prod --lockfile pdm.lock.docker',
      ),
    { mended: ['billing_service 3.1.install-prod 1'] },
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
    { mended: ['billing_service 8.1.prom-offset 1'] },
  ],
  [
    'a service is gone',
    () => fleet.removeService('billing_service'),
    {
      mended: [
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
        /^1 service: 0 new, [1-9]\d* that the baseline knows, 0 mended\n$/,
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
  const { mended } = await check('services/billing_service');
  expect(mended).toEqual([
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

it('calls nothing mended that cannot be decided any more', async () => {
  fleet.replace(
    dockerfileOf('notification_service'),
    'FROM python:3.11',
    'ARG IMAGE\nFROM ${IMAGE}',
  );
  const { mended, added } = await check();
  expect(mended).not.toContainEqual(expect.stringContaining('2.2.image'));
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

describe('the file', () => {
  const write = (...args: string[]) =>
    fleet.dockmaster(['check', ...args, '--write-baseline', BASELINE]);

  it('stays as it is, whatever moves and in whichever order services are named', async () => {
    const before = fleet.read(BASELINE);
    const path = dockerfileOf('notification_service');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('', '# A comment', '#'), { maxLength: 4 }),
        fc.shuffledSubarray(['billing', 'cms', 'notification', 'report']),
        async (lines, names) => {
          const content = fleet.read(path);
          fleet.write(path, [...lines, content].join('\n'));
          await write(...names.map(name => `services/${name}_service`));
          expect(fleet.read(BASELINE)).toBe(before);
          fleet.write(path, content);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('stays as it is where words change places', async () => {
    const before = fleet.read(BASELINE);
    fleet.replace(
      dockerfileOf('billing_service'),
      `pdm install --dev --lockfile pdm.lock.docker; \\
    else \\
        pdm install --dev; \\`,
      `pdm install --dev; \\
    else \\
        pdm install --dev --lockfile pdm.lock.docker; \\`,
    );
    await write();
    expect(fleet.read(BASELINE)).toBe(before);
  });

  it('loses the lines of what is mended, and no others', async () => {
    const before = fleet.read(BASELINE).split('\n');
    fleet.replace(
      dockerfileOf('report_service'),
      'EXPOSE 7006 9098',
      'EXPOSE ${REPORT_SERVICE_HTTP_PORT} ${REPORT_SERVICE_PROMETHEUS_PORT}',
    );
    await write();
    const after = fleet.read(BASELINE).split('\n');
    expect(before.length - after.length).toBe(2);
    expect(after.filter(line => !before.includes(line))).toEqual([]);
  });

  it('keeps what it says of services that are not written anew, and forgets those that are gone', async () => {
    const before = JSON.parse(fleet.read(BASELINE)).services;
    fleet.removeService('cms_service');
    await write('services/billing_service');
    const { cms_service: gone, ...others } = before;
    expect(gone).toBeDefined();
    expect(JSON.parse(fleet.read(BASELINE)).services).toEqual(others);
  });

  it('may be read and written by one call, which tells what the older one did not know', async () => {
    fleet.replace(
      dockerfileOf('identity_service'),
      'pip install --no-cache-dir pdm',
      'pip install pdm',
    );
    expect((await check('--write-baseline', BASELINE)).code).toBe(1);
    expect(await check()).toEqual(quiet);
  });

  it.each([
    ['a merge left its marks', '<<<<<<< HEAD\n', 'is no baseline'],
    ['it is another program’s', '{"name":"app"}', 'it names no version'],
    ['it is a list', '[]', 'the file is no object'],
    ['it is nothing', 'null', 'the file is no object'],
    ['an older dockmaster wrote it', '{"version":1}', 'its version is 1'],
    [
      'it lists no services',
      '{"version":2,"standard":{"id":"087","version":"1"}}',
      'services is no object',
    ],
    [
      'its places are none',
      '{"version":2,"standard":{"id":"087","version":"1"},"services":{"a":{"failing":{"2.1.base":[1]}}}}',
      'services.a.failing.2.1.base is no text',
    ],
  ])('is refused where %s', async (_, content, reason) => {
    fleet.write(BASELINE, content);
    const answer = await fleet.dockmaster(['check', '--baseline', BASELINE]);
    expect(answer).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining(reason),
    });
    expect(answer.err).toContain('write one with --write-baseline');
    await write();
    expect(await check()).toEqual(quiet);
  });

  it('knows services by names that objects have, too', async () => {
    fleet.renameService('billing_service', 'constructor');
    const { renamed } = await check();
    expect(renamed).toEqual([{ from: 'billing_service', to: 'constructor' }]);
    await write();
    expect(await check()).toEqual(quiet);
  });
});
