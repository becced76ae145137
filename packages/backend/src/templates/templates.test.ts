import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  dirtyPaths,
  readTemplate,
  startPortal,
} from '@internal/portal-test-utils';
import { createExampleWorkingCopy } from '../localPublisher/__testUtils__/workingCopies';
import { WorkingCopy } from '../localPublisher/WorkingCopy';
import { modules } from './modules';

// Whole tasks in a whole backend.
jest.setTimeout(60_000);

const directory = createMockDirectory();
const COMPOSE = 'docker-compose.services.yml';
const at = (path: string) => directory.resolve('copy', path);
const read = (path: string) => readFile(at(path), 'utf8');

let copy: WorkingCopy;
beforeEach(async () => {
  directory.clear();
  copy = await createExampleWorkingCopy(directory.resolve('copy'));
});

const service = (name: string, values: JsonObject = {}): JsonObject => ({
  name,
  description: 'Counts: "things" # and more',
  owner: 'group:default/accounts-team',
  kind: 'http',
  framework: 'quart',
  database: true,
  ...values,
});

it('creates a service that conforms, on ports that are its own', async () => {
  const portal = await startPortal(copy.directory, { modules });
  const run = await portal.run('create-service', service('counting_service'));
  expect(run.log).toContain('counting_service follows rule 087');
  expect(run.status).toBe('completed');
  expect(await portal.reservations()).toMatchObject([
    {
      owner: 'component:default/counting-service',
      state: 'active',
      task: run.id,
      ports: { http: 7011, prometheus: 9103, database: 5447 },
    },
  ]);
  expect(await read(COMPOSE)).toContain('"7011:7011"');
  expect(run.output.links).toMatchObject([
    { entityRef: 'component:default/counting-service' },
    { url: '/dockmaster/ports' },
  ]);
  // The location that is there already is read sooner, and none is added.
  expect(portal.catalog.refreshEntity).toHaveBeenCalledWith(
    'location:default/generated',
    expect.anything(),
  );
});

it('gives tasks at the same time ports of their own, and loses neither', async () => {
  const portal = await startPortal(copy.directory, { modules });
  const runs = await Promise.all([
    portal.run('create-service', service('one_service')),
    portal.run(
      'create-service',
      service('two__service', { framework: 'fastapi' }),
    ),
    portal.run('create-service', service('three_service', { kind: 'worker' })),
    portal.run(
      'create-service',
      service('four_service', { kind: 'worker', database: false }),
    ),
  ]);
  expect(runs.map(({ status }) => status)).toEqual(Array(4).fill('completed'));
  const compose = await read(COMPOSE);
  for (const name of ['one', 'two_', 'three', 'four'])
    expect(compose).toContain(`  ${name}_service:\n`);
  const ports = (await portal.reservations()).flatMap(reservation =>
    Object.values(reservation.ports),
  );
  expect(ports).toHaveLength(7);
  expect(new Set(ports).size).toBe(7);
  expect(await dirtyPaths(copy.directory)).toEqual([]);
});

it('gives a task that is retried the same ports, and does not publish twice', async () => {
  const portal = await startPortal(copy.directory, { modules });
  const before = await read(COMPOSE);
  await appendFile(at(COMPOSE), '# an edit\n');
  const failed = await portal.run('create-service', service('late_service'));
  expect(failed.status).toBe('failed');
  expect(failed.log).toContain(`uncommitted changes in ${COMPOSE}`);
  expect(await read(COMPOSE)).toBe(`${before}# an edit\n`);
  const [lease] = await portal.reservations();
  expect(lease.state).toBe('leased');

  await portal.run(
    'create-service',
    service('other_service', { database: false }),
  );
  await writeFile(at(COMPOSE), before);
  const retried = await portal.retry(failed.id);
  expect(retried.status).toBe('completed');
  const found = await portal.reservations();
  expect(found.find(({ id }) => id === lease.id)).toMatchObject({
    state: 'active',
    ports: lease.ports,
  });

  const head = await copy.head();
  const again = await portal.retry(failed.id);
  expect(again.status).toBe('completed');
  expect(again.log).toContain('Nothing was left to commit');
  expect(again.output).toEqual(retried.output);
  expect(await copy.head()).toBe(head);
});

it.each([
  ['the same ports again', undefined, 7011],
  ['others where somebody has taken them', 'rival_service', 7012],
])(
  'gives a task whose lease ended before the retry %s',
  async (_, rival, http) => {
    const ports = { quarantine: { milliseconds: 1 } };
    const portal = await startPortal(copy.directory, { modules, ports });
    const before = await read(COMPOSE);
    await appendFile(at(COMPOSE), '# an edit\n');
    const failed = await portal.run('create-service', service('late_service'));
    await portal.release((await portal.reservations())[0]);
    await writeFile(at(COMPOSE), before);
    if (rival) await portal.run('create-service', service(rival));

    const retried = await portal.retry(failed.id);
    expect(retried.status).toBe('completed');
    const owner = 'component:default/late-service';
    expect(await portal.reservations()).toContainEqual(
      expect.objectContaining({
        owner,
        ports: expect.objectContaining({ http }),
      }),
    );
    expect(retried.log.includes('another service has its ports')).toBe(!!rival);
  },
);

it('creates a service for a team that one does not belong to', async () => {
  // Whose ports they are is decided by the service's owners as soon as it is in the catalog, which here is at once.
  const deny = ['dockmaster.port.manage'];
  const portal = await startPortal(copy.directory, { modules, deny });
  const run = await portal.run('create-service', service('their_service'));
  expect(run.log).toContain('only its owners may confirm');
  expect(run.status).toBe('completed');
  expect(await portal.reservations()).toMatchObject([{ state: 'active' }]);
});

describe('refuses, and writes nothing', () => {
  const fleet = createMockDirectory();
  let unchanged: WorkingCopy;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let count = 0;
  beforeAll(async () => {
    unchanged = await createExampleWorkingCopy(fleet.resolve('copy'));
    portal = await startPortal(unchanged.directory, { modules });
    // The first inspection finds the ports in the fleet's files.
    await portal.refresh('identity-service');
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a name in the catalog',
      { name: 'identity_service' },
      /The name is taken/,
    ],
    ['a name that Python has', { name: 'import' }, /import is taken: Python/],
    ['steps upwards', { name: '../outside' }, /does not match pattern/],
    [
      'a name with an end of line',
      { name: 'a_b\nc' },
      /does not match pattern/,
    ],
    [
      'a name of 200 letters',
      { name: 'a'.repeat(200) },
      /maximum length|does not match/,
    ],
    ['an owner that is none', { owner: 'a b: {{ c }}' }, /no entity ref/],
    [
      'two lines of description',
      { description: 'a\nb: c' },
      /does not match pattern/,
    ],
    ['a port of another', { ports: { http: 7005 } }, /7005/],
    [
      'a port that is blocked',
      { ports: { http: 7007 } },
      /Backstage's own backend/,
    ],
    ['a port outside of the pool', { ports: { http: 22 } }, /22/],
  ])('%s', async (_, values, message) => {
    const head = await unchanged.head();
    const run = await portal.run(
      'create-service',
      service(`case_${++count}_service`, values),
    );
    expect(run.status).toMatch(/failed|refused/);
    expect(run.log).toMatch(message);
    expect(await unchanged.head()).toBe(head);
    expect(await dirtyPaths(unchanged.directory)).toEqual([]);
  });

  it('where the pool is exhausted', async () => {
    const ports = { http: { from: 7011, to: 7011 } };
    const small = await startPortal(copy.directory, {
      modules,
      standard: { ports },
    });
    await small.run('create-service', service('first_service'));
    const head = await copy.head();
    const run = await small.run('create-service', service('second_service'));
    expect(run.status).toBe('failed');
    expect(run.log).toContain('No http port is free: all 1 of 7011–7011');
    expect(await copy.head()).toBe(head);
    expect(await small.reservations()).toHaveLength(1);
  });

  it('where one may reserve no ports', async () => {
    const deny = ['dockmaster.port.reserve'];
    const strict = await startPortal(copy.directory, { modules, deny });
    const run = await strict.run('create-service', service('some_service'));
    expect(run.log).toContain(
      'You lack the permission dockmaster.port.reserve',
    );
    expect(await strict.reservations()).toEqual([]);
  });
});

it('retires a service: its entries are gone, its ports rest', async () => {
  const portal = await startPortal(copy.directory, { modules });
  const before = await read(COMPOSE);
  await portal.run('create-service', service('short_service'));
  const values = {
    entityRef: 'component:default/short-service',
    isMeant: true,
  };
  const run = await portal.run('retire-service', values);
  expect(run.status).toBe('completed');
  expect(await read(COMPOSE)).toBe(before);
  expect(await portal.reservations()).toEqual([]);
  const { body } = await portal.api.get('/api/dockmaster/ports');
  expect(body.pools[0].ports).toContainEqual(
    expect.objectContaining({ port: 7011, state: 'quarantined' }),
  );
  expect(await dirtyPaths(copy.directory)).toEqual([]);

  const again = await portal.retry(run.id);
  expect(again.status).toBe('completed');
  expect(again.log).toContain('Nothing was left to commit');
});

it('retires nothing for those who may not manage it', async () => {
  const deny = ['dockmaster.port.manage'];
  const portal = await startPortal(copy.directory, { modules, deny });
  const run = await portal.run('retire-service', {
    entityRef: 'component:default/email-service',
    isMeant: true,
  });
  expect(run.status).toBe('failed');
  expect(run.log).toContain('only its owners may retire it');
  expect(await read(COMPOSE)).toContain('email_service');
});

describe('a dry run shows what would be done, and does none of it', () => {
  it.each([
    ['create-service', undefined],
    [
      'create-service-pull-request',
      'https://github.com/huleedu/huleedu/tree/main/',
    ],
  ])('of %s', async (name, url) => {
    const portal = await startPortal(copy.directory, { modules, url });
    const head = await copy.head();
    const { body, status } = await portal.dryRun(
      await readTemplate(name),
      service('dry_service', { ports: { http: 7016 } }),
    );
    expect([status, body.error]).toEqual([200, undefined]);
    const files: Array<{ path: string; base64Content: string }> =
      body.directoryContents;
    const compose = files.find(({ path }) => path === `monorepo/${COMPOSE}`);
    expect(Buffer.from(compose!.base64Content, 'base64').toString()).toContain(
      '"7016:7016"',
    );
    expect(JSON.stringify(body.output)).toContain('7016');
    expect(await portal.reservations()).toEqual([]);
    expect(await copy.head()).toBe(head);
    expect(await dirtyPaths(copy.directory)).toEqual([]);
  });
});
