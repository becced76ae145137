import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { PortDrift } from '@huleedu/plugin-dockmaster-common';
import git from 'isomorphic-git';
import { parse } from 'yaml';
import {
  dirtyPaths,
  readTemplate,
  Run,
  startPortal,
} from '@internal/portal-test-utils';
import { createExampleWorkingCopy } from '../localPublisher/__testUtils__/workingCopies';
import { WorkingCopy } from '../localPublisher/WorkingCopy';
import { modules } from './modules';

// Whole tasks in a whole backend.
jest.setTimeout(60_000);

const directory = createMockDirectory();
const COMPOSE = 'docker-compose.services.yml';
const dockerfileOf = (name: string) =>
  `services/${name.replace('-', '_')}/Dockerfile.dev`;
const at = (path: string) => directory.resolve('copy', path);
const read = (path: string) => readFile(at(path), 'utf8');
const refOf = (name: string) => `component:default/${name}`;

let copy: WorkingCopy;
beforeEach(async () => {
  directory.clear();
  copy = await createExampleWorkingCopy(directory.resolve('copy'));
});

/** A portal that has inspected the fleet, and with it the ports in its files. */
async function start(options: { deny?: string[]; url?: string } = {}) {
  const portal = await startPortal(copy.directory, { modules, ...options });
  await portal.refresh('email-service');
  return {
    ...portal,
    fix: (name: string, values: JsonObject = {}) =>
      portal.run('fix-service', {
        entityRef: refOf(name),
        reservePorts: true,
        ...values,
      }),
  };
}

const textsOf = ({ output }: Run) =>
  (output.text as Array<{ content: string }>)
    .map(({ content }) => content)
    .join('\n');

const servicesIn = async (): Promise<Record<string, unknown>> =>
  parse(await read(COMPOSE)).services;

it.each([
  ['without ports', 'billing-service', undefined],
  ['on a port of its own', 'report-service', { http: 7011, prometheus: 9103 }],
  [
    'on ports of its own, and keeps that of its database',
    'grading-service',
    { http: 7011, prometheus: 9103, database: 5445 },
  ],
  [
    'with its Dockerfile written anew',
    'notification-service',
    { http: 7011, prometheus: 9103 },
  ],
])('fixes a service %s', async (_, name, ports) => {
  const portal = await start();
  const { conforms } = await portal.refresh(name);
  expect(conforms).toBe(false);
  const before = await servicesIn();
  const parent = await copy.head();

  const run = await portal.fix(name);
  expect([run.status, run.log]).toEqual(['completed', expect.anything()]);
  const owned = await portal.reservations();
  expect(owned).toMatchObject(
    ports ? [{ owner: refOf(name), state: 'active', ports }] : [],
  );
  expect(await portal.refresh(name)).toMatchObject({
    conforms: true,
    score: 100,
  });
  const own = name.replace('-', '_');
  const { body: drift } = await portal.api.get('/api/dockmaster/ports/drift');
  expect(
    drift.items.filter(
      ({ owner, code }: PortDrift) =>
        owner === refOf(name) && code !== 'UNREGISTERED',
    ),
  ).toEqual([]);
  expect({ ...(await servicesIn()), [own]: before[own] }).toEqual(before);

  const [commit] = await git.log({ ...copy.repository, depth: 1 });
  expect(commit.commit.parent).toEqual([parent]);
  expect(commit.commit.message).toContain(`Fix ${own}`);
  expect(await dirtyPaths(copy.directory)).toEqual([]);
  const text = textsOf(run);
  expect(text).toContain(`conforms: score 100 of 100`);
  expect(text).toMatch(/^`{10}diff\ndiff --git a\/[^]*\n`{10}$/m);
  expect(text).toContain(commit.oid);

  const again = await portal.retry(run.id);
  expect(again.status).toBe('completed');
  expect(again.log).toContain('Nothing was left to commit');
  expect(again.output).toEqual(run.output);
  const fresh = await portal.fix(name);
  expect(fresh.status).toBe('completed');
  expect(fresh.log).toContain('No change is needed');
  expect(textsOf(fresh)).toContain('nothing was committed');
  expect(await copy.head()).toBe(commit.oid);
});

it('gives a Dockerfile the name that the rule wants', async () => {
  const path = dockerfileOf('billing-service');
  const plain = path.replace('.dev', '');
  await rename(at(path), at(plain));
  await writeFile(at(COMPOSE), (await read(COMPOSE)).replace(path, plain));
  await git.remove({ ...copy.repository, filepath: path });
  await git.add({ ...copy.repository, filepath: '.' });
  await git.commit({
    ...copy.repository,
    author: { name: 'Example' },
    message: 'Another name',
  });
  const portal = await start();
  const run = await portal.fix('billing-service');
  expect([run.status, run.log]).toEqual(['completed', expect.anything()]);
  expect(await dirtyPaths(copy.directory)).toEqual([]);
  expect(await git.listFiles({ ...copy.repository, ref: 'HEAD' })).toEqual(
    expect.not.arrayContaining([plain]),
  );
  expect(await read(COMPOSE)).toContain(path);
  expect((await portal.refresh('billing-service')).conforms).toBe(true);
  expect((await portal.retry(run.id)).status).toBe('completed');
});

it('fixes services at the same time, and loses neither', async () => {
  const portal = await start();
  const names = ['billing-service', 'grading-service', 'report-service'];
  const runs = await Promise.all(names.map(name => portal.fix(name)));
  expect(runs.map(({ status }) => status)).toEqual(
    Array(names.length).fill('completed'),
  );
  for (const name of names)
    expect((await portal.refresh(name)).conforms).toBe(true);
  const owned = await portal.reservations();
  const http = owned.map(({ ports }) => ports.http).sort();
  expect(http).toEqual([7011, 7012]);
  expect(await dirtyPaths(copy.directory)).toEqual([]);
});

it('confirms the ports that an earlier task had reserved, and that failed', async () => {
  const portal = await start();
  const path = dockerfileOf('report-service');
  const before = await read(path);
  await appendFile(at(path), '# an edit\n');
  expect((await portal.fix('report-service')).status).toBe('failed');
  await writeFile(at(path), before);
  expect((await portal.fix('report-service')).status).toBe('completed');
  expect(await portal.reservations()).toMatchObject([{ state: 'active' }]);
});

it('does not overwrite what is not committed, and is run again once it is', async () => {
  const portal = await start();
  const path = dockerfileOf('report-service');
  const before = await read(path);
  const head = await copy.head();
  await appendFile(at(path), '# an edit\n');
  const failed = await portal.fix('report-service');
  expect(failed.status).toBe('failed');
  expect(failed.log).toContain(`uncommitted changes in ${path}`);
  expect(await read(path)).toBe(`${before}# an edit\n`);
  expect(await copy.head()).toBe(head);
  const [lease] = await portal.reservations();
  expect(lease.state).toBe('leased');

  await writeFile(at(path), before);
  const retried = await portal.retry(failed.id);
  expect(retried.status).toBe('completed');
  expect(await portal.reservations()).toMatchObject([
    { id: lease.id, state: 'active', ports: lease.ports },
  ]);
  expect((await portal.refresh('report-service')).conforms).toBe(true);
});

it('fixes what needs no port where none is to be reserved, and says what remains and why', async () => {
  const portal = await start();
  const run = await portal.fix('report-service', {
    reservePorts: false,
  });
  expect(run.status).toBe('completed');
  const text = textsOf(run);
  expect(text).toContain('does not conform yet');
  expect(text).toContain('- 5.1.user');
  expect(text).toMatch(/- 8\.1\.unique remains: \w/);
  expect(await portal.reservations()).toEqual([]);
  const again = await portal.retry(run.id);
  expect([again.status, again.output]).toEqual(['completed', run.output]);
});

describe('refuses, and writes nothing', () => {
  /** Why; fails where something was written all the same. */
  const refusalOf = async ({ status, log }: Run) => {
    expect(status).toBe('failed');
    expect(await dirtyPaths(copy.directory)).toEqual([]);
    expect(await git.log(copy.repository)).toHaveLength(1);
    return log;
  };

  it('where nothing can be fixed without a port, which it names', async () => {
    const portal = await start();
    const run = await portal.fix('grading-service', {
      reservePorts: false,
    });
    expect(await refusalOf(run)).toMatch(
      /8\.1\.unique: [^]*needs reserved ports: http, database/,
    );
  });

  it('where the ports that are reserved are those that another has', async () => {
    const portal = await start();
    const ports = { http: 7012 };
    await portal.reserve('grading-service', ports);
    for (const path of [
      COMPOSE,
      dockerfileOf('grading-service'),
      dockerfileOf('report-service'),
    ]) {
      const content = await read(path);
      await writeFile(
        at(path),
        content.replaceAll('7006', '7012').replaceAll('9098', '9104'),
      );
    }
    await portal.refresh('report-service');
    await git.add({ ...copy.repository, filepath: '.' });
    await git.commit({
      ...copy.repository,
      author: { name: 'Example' },
      message: 'Move',
      amend: true,
    });
    const run = await portal.fix('grading-service');
    expect(await refusalOf(run)).toContain(
      'HTTP 7012 is reserved for this service, but another service uses it too',
    );
    const other = await portal.fix('report-service');
    expect(other.status).toBe('completed');
    expect((await portal.refresh('grading-service')).conforms).toBe(true);
  });

  it.each([
    ['those who may not', 'dockmaster.service.fix', 'fix it'],
    ['those who may not read its report', 'dockmaster.report.read', 'lack'],
  ])('for %s', async (_, permission, message) => {
    const portal = await start({ deny: [permission] });
    const run = await portal.fix('billing-service');
    expect(await refusalOf(run)).toContain(message);
  });

  it('where there is no Dockerfile', async () => {
    const portal = await start();
    const run = await portal.fix('import-service');
    expect(await refusalOf(run)).toContain('holds no Dockerfile.dev');
  });
});

it.each([
  ['fix-service', undefined],
  ['fix-service-pull-request', 'https://github.com/huleedu/huleedu/tree/main/'],
])(
  'a dry run of %s shows what would be done, and does none of it',
  async (name, url) => {
    const portal = await start({ url });
    const head = await copy.head();
    const { body, status } = await portal.dryRun(await readTemplate(name), {
      entityRef: refOf('report-service'),
      reservePorts: true,
    });
    expect([status, body.error]).toEqual([200, undefined]);
    const files: Array<{ path: string; base64Content: string }> =
      body.directoryContents;
    const changed = files.filter(({ path }) => path.startsWith('monorepo/'));
    expect(changed.map(({ path }) => path).sort()).toEqual([
      `monorepo/${COMPOSE}`,
      `monorepo/observability/prometheus.yml`,
      `monorepo/${dockerfileOf('report-service')}`,
    ]);
    const output = JSON.stringify(body.output);
    expect(output).toContain('7011');
    expect(output).toContain('5.1.user');
    expect(output).toContain('+USER appuser');
    expect(await portal.reservations()).toEqual([]);
    expect(await copy.head()).toBe(head);
    expect(await dirtyPaths(copy.directory)).toEqual([]);
  },
);
