import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { judge, rule087, Sources } from '@huleedu/rule-087';
import * as generator from '@huleedu/service-generator';
import fc from 'fast-check';
import { fixService } from '@huleedu/service-fixer';
import { ExampleFleet } from '../testing/ExampleFleet';

const examples = resolve(__dirname, '../../../../examples/monorepo');

let fleet: ExampleFleet;
beforeEach(() => {
  fleet = ExampleFleet.create();
});
afterEach(() => fleet.remove());

const dockmaster = (...args: string[]) => fleet.dockmaster(args);
const read = (path: string) => fleet.read(path);

const bad = [
  { name: 'billing_service', ports: [] },
  { name: 'cms_service', ports: ['--http-port', '7012'] },
  { name: 'grading_service', ports: ['--http-port', '7013'] },
  { name: 'notification_service', ports: ['--http-port', '7014'] },
  { name: 'report_service', ports: ['--http-port', '7015'] },
];

it.each(bad)(
  'fixes $name, and then has nothing to add',
  async ({ name, ports }) => {
    const path = `services/${name}`;
    expect(await dockmaster('check', path, '--root', '.')).toMatchObject({
      code: 1,
    });
    expect(
      await dockmaster('fix', path, '--root', '.', ...ports, '--write'),
    ).toMatchObject({ code: 0, err: '' });
    expect(await dockmaster('check', path, '--root', '.')).toMatchObject({
      code: 0,
    });
    expect(await dockmaster('fix', path, '--root', '.', ...ports)).toEqual({
      code: 0,
      out: '',
      err: '',
    });
  },
);

it('prints what --write writes, as a diff that git applies', async () => {
  const { out } = await dockmaster(
    'fix',
    'services/notification_service',
    '--root',
    '.',
    '--http-port',
    '7014',
  );
  const before = read('services/notification_service/Dockerfile.dev');
  execFileSync('git', ['apply', '-'], {
    cwd: fleet.root,
    input: out,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  const applied = read('services/notification_service/Dockerfile.dev');
  expect(applied).not.toBe(before);
  cpSync(examples, fleet.root, { recursive: true });
  await dockmaster(
    'fix',
    'services/notification_service',
    '--root',
    '.',
    '--http-port',
    '7014',
    '--write',
  );
  expect(read('services/notification_service/Dockerfile.dev')).toBe(applied);
});

it('says what it needs, and leaves what it must not decide', async () => {
  const { code, err, out } = await dockmaster(
    'fix',
    'services/grading_service',
    '--root',
    '.',
  );
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('grading_service: 8.1.unique remains: ');
  expect(err).toContain('--http-port');
});

it('fixes the services of a monorepo one after the other, in one diff', async () => {
  const { code, out } = await dockmaster(
    'fix',
    '--root',
    '.',
    '--format',
    'json',
  );
  // One of them has a Dockerfile that cannot be read.
  expect(code).toBe(2);
  const { results, patch } = JSON.parse(out);
  expect(results).toHaveLength(13);
  expect(
    results.find(
      ({ service }: { service: string }) => service === 'billing_service',
    ),
  ).toEqual({
    service: 'billing_service',
    fixed: ['3.1.install-prod', '5.1.cmd', '8.1.prom-offset', '10.2.exec-form'],
    remaining: [],
    staleReferences: [],
    files: [
      'services/billing_service/Dockerfile.dev',
      'docker-compose.services.yml',
      'observability/prometheus.yml',
    ],
  });
  expect(patch.match(/^diff --git/gm)).toHaveLength(
    new Set(patch.match(/^diff --git .*/gm)).size,
  );
});

it.each([
  { args: ['.', '--http-port', '7014'], says: "a port is one service's" },
  { args: ['.', '--http-port', 'x'], says: '"x" is no port' },
  { args: ['services/nobody'], says: 'there is no services/nobody' },
  {
    args: ['services/cms_service', '--http-port', '8080'],
    says: '--http-port: Port 8080 is not one of 7001–7020',
  },
  {
    args: ['services/cms_service', '--http-port', '7007'],
    says: "--http-port: Port 7007 is blocked: Backstage's own backend",
  },
  {
    args: ['services/cms_service', '--http-port', '7002'],
    says: '--http-port: Port 7002 goes with 9094, which is blocked: Alertmanager',
  },
  {
    args: ['services/cms_service', '--database-port', '5432'],
    says: '--database-port: Port 5432 is not one of 5441–5460',
  },
  {
    args: ['services/cms_service', '--prometheus', 'nowhere.yml'],
    says: 'there is no nowhere.yml',
  },
])('refuses $args', async ({ args, says }) => {
  const { code, out, err } = await dockmaster('fix', '--root', '.', ...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(says);
});

it('says which other service has a port that is given', async () => {
  const { code, out, err } = await dockmaster(
    'fix',
    'services/cms_service',
    '--http-port',
    '7005',
  );
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain(
    'Host port 7005 of cms_service is claimed by identity_service too',
  );
});

it('ignores a port that nothing asks for, and says so', async () => {
  expect(
    await dockmaster('fix', 'services/identity_service', '--http-port', '7012'),
  ).toEqual({
    code: 0,
    out: '',
    err: 'dockmaster: identity_service: --http-port 7012 is ignored, since nothing asks for another port\n',
  });
});

it('lets Prometheus follow, and says what still names the old port', async () => {
  const path = 'docker-compose.services.yml';
  const gateway = '      - GATEWAY_SERVICE_HTTP_PORT=7004\n';
  const text = read(path);
  writeFileSync(
    join(fleet.root, path),
    text.replace(gateway, `${gateway}      - CMS=http://cms_service:7001\n`),
  );
  const line =
    read(path).split('\n').indexOf('      - CMS=http://cms_service:7001') + 1;
  const { code, out, err } = await dockmaster(
    'fix',
    'services/cms_service',
    '--http-port',
    '7012',
    '--format',
    'json',
  );
  expect(code).toBe(0);
  const [{ files, staleReferences }] = JSON.parse(out).results;
  expect(files).toEqual([
    'services/cms_service/Dockerfile.dev',
    path,
    'observability/prometheus.yml',
  ]);
  expect(staleReferences).toEqual([{ path, line, port: 7001, now: 7012 }]);
  expect(err).toBe(
    `dockmaster: cms_service: ${path}:${line} still names 7001, which is 7012 now\n`,
  );
  expect(JSON.parse(out).patch).toContain(
    '+      - targets: ["cms_service:9104"]',
  );
});

it('moves no port where the compose files, which say it too, cannot be read', async () => {
  const path = 'docker-compose.services.yml';
  writeFileSync(join(fleet.root, path), 'services: [\n');
  const { code, out, err } = await dockmaster(
    'fix',
    'services/billing_service',
  );
  expect(code).toBe(2);
  expect(err.match(/could not be read/g)).toHaveLength(2);
  expect(err).toContain(
    `8.1.prom-offset remains: The ports stand in the compose files, too, and ${path} could not be read.`,
  );
  expect(out).toContain('+++ b/services/billing_service/Dockerfile.dev');
  expect(out).not.toContain('_PORT=');
});

it('writes nothing where a file cannot be written', async () => {
  const path = 'docker-compose.services.yml';
  const before = read('services/billing_service/Dockerfile.dev');
  const draft = join(fleet.root, `${path}.dockmaster-${process.pid}`);
  cpSync(join(fleet.root, 'libs'), draft, { recursive: true });
  const { code } = await dockmaster(
    'fix',
    'services/billing_service',
    '--root',
    '.',
    '--write',
  );
  expect(code).toBe(2);
  expect(read('services/billing_service/Dockerfile.dev')).toBe(before);
});

const present = (path: string) => ({
  state: 'present' as const,
  path,
  content: readFileSync(join(examples, path), 'utf8'),
});
const compose = [
  present('docker-compose.yml'),
  present('docker-compose.dev.yml'),
];
const composeContext = Object.fromEntries(
  ['docker-compose.infrastructure.yml', 'docker-compose.services.yml'].map(
    path => [path, present(path)],
  ),
);
const names = readdirSync(join(examples, 'services')).filter(
  name => !['import_service', 'search_service'].includes(name),
);

function sourcesOf(name: string, change: (text: string) => string): Sources {
  const directory = `services/${name}`;
  const dockerfile = present(`${directory}/Dockerfile.dev`);
  return {
    directory,
    dockerfile: { ...dockerfile, content: change(dockerfile.content) },
    pyproject: present(`${directory}/pyproject.toml`),
    compose,
    composeContext,
  };
}

/** What the author wrote, by words of it. */
const WORDS = [
  'night shift knows',
  'FEATURE=on',
  'OTHER="two words"',
  'team="night shift"',
  'mkdir -p /var/data',
  'vim',
  'gunicorn',
  'scripts/wait.sh',
  'REVISION=none',
  '# dockmaster ignore',
];
const extra = fc.constantFrom(
  '# Only the night shift knows why',
  'ENV FEATURE=on OTHER="two words"',
  'LABEL team="night shift"',
  'RUN mkdir -p /var/data',
  'RUN apt-get install -y vim',
  'RUN pip install gunicorn',
  'COPY scripts/wait.sh /usr/local/bin/wait.sh',
  'ARG REVISION=none',
);
/** Faults of structure: a stage is lost, renamed or put on another image; lines are lost or change places. */
const structural = fc.oneof(
  fc.constantFrom<(text: string) => string>(
    text => text.replace('FROM base AS production', 'FROM base AS release'),
    text => text.replace(/\nFROM base AS production[^]*$/, ''),
    text =>
      text.replace(
        /\nFROM base AS development\n[^]*?(?=\nFROM base AS production)/,
        '',
      ),
    text =>
      text.replace(
        'FROM base AS development',
        'FROM python:3.11 AS development',
      ),
    text => text.replace(' AS base', '').replaceAll('FROM base', 'FROM 0'),
    text =>
      text
        .replace('AS base', 'AS common')
        .replaceAll('FROM base', 'FROM common'),
    text =>
      text
        .replace(/^COPY libs.*\n/gm, '')
        .replace(/^COPY services\/\w+\/pyproject.*$/m, 'COPY . /app'),
  ),
  fc
    .tuple(fc.nat({ max: 200 }), fc.nat({ max: 200 }))
    .map(([from, to]) => (text: string) => {
      const lines = text.split('\n');
      const line = lines[from % lines.length];
      return lines
        .toSpliced(from % lines.length, 1)
        .toSpliced(to % lines.length, 0, line)
        .join('\n');
    }),
  fc
    .tuple(fc.nat({ max: 200 }), extra)
    .map(([index, line]) => (text: string) => {
      const lines = text.split('\n');
      return lines.toSpliced(index % lines.length, 0, line).join('\n');
    }),
);

it('writes anew what is out of order, and keeps what is the author’s', () => {
  let rewritten = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(structural, { minLength: 1, maxLength: 4 }),
      (name, changes) => {
        const sources = sourcesOf(name, text =>
          changes.reduce((changed, apply) => apply(changed), text),
        );
        const declaration = { service: name };
        const options = {
          ports: { http: 7016 },
          rewrite: (facts: generator.ServiceFacts) => {
            rewritten++;
            return generator.dockerfileOf(facts, rule087);
          },
        };
        const before = judge(sources, rule087, declaration);
        const fix = fixService(sources, rule087, declaration, options);
        const file = fix.files.find(({ path }) =>
          path.endsWith('Dockerfile.dev'),
        );
        const text =
          file?.after ?? (sources.dockerfile as { content: string }).content;

        const broke = fix.report.clauses.filter(
          ({ verdict }, index) =>
            verdict === 'fail' && before.clauses[index].verdict !== 'fail',
        );
        expect(broke).toEqual([]);
        const original = (sources.dockerfile as { content: string }).content;
        const lost = WORDS.filter(
          word => original.includes(word) && !text.includes(word),
        );
        expect(lost).toEqual([]);
        const contents = new Map(
          fix.files.map(({ path, after }) => [path, after]),
        );
        const after = <T extends { path: string; content: string }>(
          given: T,
        ) => ({ ...given, content: contents.get(given.path) ?? given.content });
        const again = fixService(
          {
            ...sources,
            dockerfile: after(sources.dockerfile as ReturnType<typeof present>),
            pyproject: after(sources.pyproject as ReturnType<typeof present>),
            compose: compose.map(after),
            composeContext: Object.fromEntries(
              Object.entries(composeContext).map(([path, given]) => [
                path,
                after(given),
              ]),
            ),
          },
          rule087,
          declaration,
          options,
        );
        expect(again.files).toEqual([]);
      },
    ),
    { numRuns: 150, interruptAfterTimeLimit: 25_000 },
  );
  expect(rewritten).toBeGreaterThan(0);
}, 60_000);
