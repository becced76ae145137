import { TestDatabases, TestDatabaseId } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createStandard } from '@huleedu/rule-087/configuration';
import { FoundLine } from '../ports/claims';
import { PortChange, Reserve } from '../ports/PortStore';
import { DatabasePortObservations } from './DatabasePortObservations';
import { DatabasePortStore } from './DatabasePortStore';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const directory = resolvePackagePath(
  '@huleedu/plugin-dockmaster-backend',
  'migrations',
);
// PostgreSQL where an environment variable names one; see CONTRIBUTING.md.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const request = (owner: string, more: Partial<Reserve> = {}): Reserve => ({
  owner: `component:default/${owner}`,
  environment: 'default',
  kind: 'http',
  database: false,
  explicit: {},
  state: 'leased',
  ttlMs: DAY,
  requester: 'user:default/ada',
  ownerExists: false,
  ...more,
});
const line = (
  port: number | null,
  more: Partial<FoundLine> = {},
): FoundLine => ({
  owner: null,
  composeService: 'kafka',
  role: 'other',
  protocol: 'tcp',
  port,
  source: 'published',
  variable: null,
  isLiteral: false,
  file: 'docker-compose.yml',
  line: 7,
  ...more,
});

async function setup(id: TestDatabaseId, ports: Record<string, unknown> = {}) {
  const client = await databases.init(id);
  await client.migrate.latest({ directory });
  let offset = 0;
  const changes: PortChange[] = [];
  const options = {
    client,
    standard: createStandard({ ports }),
    quarantineMs: 2 * HOUR,
    forgetAfterMs: 7 * DAY,
    lockTimeoutMs: 5_000,
    clockOffsetMs: () => offset,
    onChange: (change: PortChange) => changes.push(change),
  };
  return {
    client,
    changes,
    store: await DatabasePortStore.open(options),
    observations: new DatabasePortObservations(options),
    pass: (ms: number) => {
      offset += ms;
    },
  };
}

describe.each(databases.eachSupportedId())('the ports in %s', id => {
  it('gives the lowest free pair, the same again to who asks again, and another to another', async () => {
    const { store, changes } = await setup(id);
    const first = await store.reserve(request('a', { database: true }));
    expect(first).toMatchObject({
      created: true,
      reservation: {
        version: 1,
        state: 'leased',
        ports: { http: 7001, prometheus: 9093, database: 5441 },
      },
    });
    const again = await store.reserve(request('a', { database: true }));
    expect(again).toEqual({
      created: false,
      reservation: first.reservation,
    });
    const other = await store.reserve(request('b'));
    expect(other.reservation.ports).toEqual({ http: 7002, prometheus: 9094 });
    expect(changes.map(({ action, owner }) => [action, owner])).toEqual([
      ['reserved', 'component:default/a'],
      ['reserved', 'component:default/b'],
    ]);
  });

  it('keeps an owner from others until its entity exists', async () => {
    const { store } = await setup(id);
    const { reservation } = await store.reserve(request('a'));
    const other = { requester: 'user:default/eve' };
    await expect(store.reserve(request('a', other))).rejects.toMatchObject({
      code: 'OWNER_HELD',
      statusCode: 409,
    });
    await expect(
      store.reserve(request('a', { ...other, ownerExists: true })),
    ).resolves.toEqual({ created: false, reservation });
    await expect(
      store.reserve(request('a', { explicit: { http: 7009 } })),
    ).rejects.toMatchObject({ code: 'OWNER_HAS_OTHER' });
  });

  it('gives a worker its database port alone, and adds what a bundle lacks', async () => {
    const { store } = await setup(id);
    const worker = { kind: 'worker' as const, database: true };
    const { reservation } = await store.reserve(request('w', worker));
    expect(reservation.ports).toEqual({ database: 5441 });
    await store.reserve(request('a'));
    const more = await store.reserve(request('a', { database: true }));
    expect(more.reservation).toMatchObject({
      version: 2,
      ports: { http: 7001, prometheus: 9093, database: 5442 },
    });
  });

  it('honours explicit numbers or refuses them', async () => {
    const { store, observations } = await setup(id, {
      blocked: [{ port: 9094, reason: 'Alertmanager' }],
    });
    await store.reserve(request('a', { explicit: { http: 7009 } }));
    await observations.observe('monorepo', [line(7005)]);
    const refused: Array<[number, object]> = [
      [7009, { code: 'PORT_TAKEN', statusCode: 409 }],
      [7002, { code: 'PORT_TAKEN', message: expect.stringContaining('9094') }],
      [7005, { code: 'PORT_TAKEN', message: expect.stringContaining('kafka') }],
      [8000, { code: 'PORT_OUT_OF_POOL', statusCode: 400 }],
    ];
    for (const [http, error] of refused) {
      await expect(
        store.reserve(request('b', { explicit: { http } })),
      ).rejects.toMatchObject(error);
    }
    expect((await store.list({})).items).toHaveLength(1);
  });

  it('takes nothing where one of the pools is exhausted, and says what would help', async () => {
    const { store } = await setup(id, {
      http: { from: 7001, to: 7002 },
      database: { from: 5441, to: 5441 },
    });
    await store.reserve(request('a', { database: true }));
    await expect(
      store.reserve(request('b', { database: true })),
    ).rejects.toMatchObject({
      code: 'POOL_EXHAUSTED',
      details: {
        pool: { name: 'database' },
        leased: [{ port: 5441, owner: 'component:default/a' }],
        nextFreeAt: expect.any(String),
      },
    });
    expect((await store.reserve(request('b'))).reservation.ports.http).toBe(
      7002,
    );
  });

  it('lets leases end, and confirmed ones stay', async () => {
    const { store, pass, changes } = await setup(id);
    const { reservation: a } = await store.reserve(request('a'));
    const { reservation: b } = await store.reserve(request('b'));
    const confirmed = await store.confirm({
      id: a.id,
      version: 1,
      actor: 'user:default/ada',
    });
    expect(confirmed).toMatchObject({ state: 'active', version: 2 });
    expect(confirmed.expiresAt).toBeUndefined();
    pass(DAY + 1);
    expect(await store.get(b.id)).toBeUndefined();
    expect((await store.list({})).items.map(({ owner }) => owner)).toEqual([
      a.owner,
    ]);
    await expect(
      store.confirm({ id: b.id, version: 1, actor: 'x' }),
    ).rejects.toMatchObject({ code: 'NO_RESERVATION', statusCode: 404 });
    await store.sweep();
    expect(changes.at(-1)).toMatchObject({ action: 'expired', owner: b.owner });
    expect((await store.reserve(request('c'))).reservation.ports.http).toBe(
      7002,
    );
  });

  it('renews a lease while it waits, and warns once before it ends', async () => {
    const { store, pass } = await setup(id);
    const { reservation } = await store.reserve(request('a'));
    const change = { id: reservation.id, version: 1, actor: 'x' };
    const renewed = await store.renew({
      ...change,
      ttlMs: 30 * DAY,
      pullRequest: 'https://example.com/pull/1',
    });
    expect(renewed).toMatchObject({
      version: 2,
      pullRequest: 'https://example.com/pull/1',
    });
    expect(await store.takeEndingLeases()).toEqual([]);
    pass(29 * DAY);
    expect(await store.takeEndingLeases()).toMatchObject([
      { owner: reservation.owner },
    ]);
    expect(await store.takeEndingLeases()).toEqual([]);
    await store.confirm({ ...change, version: 2 });
    await expect(
      store.renew({ ...change, version: 3, ttlMs: DAY }),
    ).rejects.toMatchObject({ code: 'NOT_LEASED' });
  });

  it('refuses a change of what has changed since', async () => {
    const { store } = await setup(id);
    const { reservation } = await store.reserve(request('a'));
    const stale = { id: reservation.id, version: 7, actor: 'x' };
    for (const change of [
      () => store.confirm(stale),
      () => store.renew({ ...stale, ttlMs: DAY }),
      () => store.transfer({ ...stale, owner: 'component:default/z' }),
      () => store.release(stale),
    ]) {
      await expect(change()).rejects.toMatchObject({
        code: 'STALE_VERSION',
        statusCode: 412,
      });
    }
  });

  it('lets released numbers rest, gives them back to who had them, and to others when nothing else is left', async () => {
    const { store, pass } = await setup(id, {
      http: { from: 7001, to: 7003 },
    });
    const release = async (owner: string) => {
      const { items } = await store.list({
        owner: `component:default/${owner}`,
      });
      await store.release({ id: items[0].id, version: 1, actor: 'x' });
    };
    for (const owner of ['a', 'b']) await store.reserve(request(owner));
    await release('a');
    pass(60_000);
    await release('b');
    expect((await store.reserve(request('c'))).reservation.ports.http).toBe(
      7003,
    );
    expect((await store.reserve(request('b'))).reservation.ports.http).toBe(
      7002,
    );
    const last = await store.reserve(request('d'));
    expect(last.reservation).toMatchObject({
      ports: { http: 7001, prometheus: 9093 },
      reused: [
        { port: 7001, previousOwner: 'component:default/a' },
        { port: 9093, previousOwner: 'component:default/a' },
      ],
    });
    await release('d');
    pass(2 * HOUR + 1);
    const { reservation } = await store.reserve(request('e'));
    expect(reservation.reused).toBeUndefined();
  });

  it('takes ports along to another owner', async () => {
    const { store } = await setup(id);
    const { reservation } = await store.reserve(request('a'));
    await store.reserve(request('b'));
    const change = { id: reservation.id, version: 1, actor: 'x' };
    await expect(
      store.transfer({ ...change, owner: 'component:default/b' }),
    ).rejects.toMatchObject({ code: 'OWNER_HELD' });
    const moved = await store.transfer({
      ...change,
      owner: 'component:default/c',
    });
    expect(moved).toMatchObject({
      owner: 'component:default/c',
      ports: reservation.ports,
    });
    expect((await store.reserve(request('a'))).reservation.ports.http).toBe(
      7003,
    );
  });

  it('previews without taking', async () => {
    const { store } = await setup(id);
    const preview = await store.preview(request('a', { database: true }));
    expect(preview).toEqual({
      ports: { http: 7001, prometheus: 9093, database: 5441 },
      reused: [],
      held: false,
    });
    expect((await store.list({})).items).toEqual([]);
    await store.reserve(request('a'));
    expect(await store.preview(request('a'))).toMatchObject({ held: true });
  });

  it('keeps what happened to each port and each owner', async () => {
    const { store } = await setup(id);
    const { reservation } = await store.reserve(request('a'));
    await store.release({ id: reservation.id, version: 1, actor: 'eve' });
    await store.reserve(request('a'));
    const { items, nextCursor } = await store.history({
      environment: 'default',
      port: 7001,
      limit: 2,
    });
    expect(items.map(({ action, actor }) => [action, actor])).toEqual([
      ['reserved', 'user:default/ada'],
      ['released', 'eve'],
    ]);
    const rest = await store.history({
      environment: 'default',
      port: 7001,
      limit: 2,
      cursor: nextCursor,
    });
    expect(rest.items).toHaveLength(1);
    const own = await store.history({
      environment: 'default',
      owner: 'component:default/a',
      limit: 50,
    });
    expect(own.items).toHaveLength(6);
  });

  it('keeps environments apart, and refuses one that it does not know', async () => {
    const { store } = await setup(id, {
      environments: { staging: { http: { from: 7101, to: 7110 } } },
    });
    await store.reserve(request('a'));
    const staging = await store.reserve(
      request('a', { environment: 'staging' }),
    );
    expect(staging.reservation.ports).toEqual({ http: 7101, prometheus: 9193 });
    await expect(
      store.reserve(request('a', { environment: 'moon' })),
    ).rejects.toMatchObject({ code: 'UNKNOWN_ENVIRONMENT', statusCode: 400 });
  });

  describe('what files say', () => {
    it('blocks at once, until three complete scans and a week have not found it', async () => {
      const { store, observations, pass } = await setup(id);
      const next = async () => (await store.preview(request('a'))).ports.http;
      await observations.observe('monorepo', [line(7001)]);
      expect(await next()).toBe(7002);
      for (const _ of [1, 2, 3, 4]) await observations.observe('monorepo', []);
      expect(await next()).toBe(7002);
      pass(7 * DAY);
      await observations.observe('monorepo', []);
      expect(await next()).toBe(7001);
    });

    it('counts scans in a row only', async () => {
      const { store, observations, pass } = await setup(id);
      await observations.observe('monorepo', [line(7001)]);
      await observations.observe('monorepo', []);
      pass(8 * DAY);
      await observations.observe('monorepo', [line(7001, { line: 9 })]);
      for (const _ of [1, 2]) await observations.observe('monorepo', []);
      const { facts } = await store.snapshot('default');
      expect(facts.claims(7001)).toMatchObject([{ line: 9 }]);
    });

    it('is no hindrance to the owner whose files say it', async () => {
      const { store, observations } = await setup(id);
      const owner = 'component:default/a-service';
      await observations.observe('monorepo', [
        line(7004, { composeService: 'a_service' }),
        line(5444, { composeService: 'a_db' }),
      ]);
      const wish = { database: true };
      expect((await store.preview(request('a-service', wish))).ports).toEqual({
        http: 7004,
        prometheus: 9096,
        database: 5444,
      });
      await observations.observe(owner, [
        line(7006, {
          owner,
          composeService: null,
          source: 'env',
          role: 'http',
        }),
      ]);
      await expect(
        store.reserve(request('b', { explicit: { http: 7006 } })),
      ).rejects.toMatchObject({ code: 'PORT_TAKEN' });
    });
  });

  it('takes a fleet as it is, once', async () => {
    const { store } = await setup(id);
    const bundle = {
      owner: 'component:default/old',
      environment: 'default',
      kind: 'http' as const,
      ports: { http: 8000, prometheus: 9091 },
      actor: 'user:default/ada',
      detail: 'outside the pools',
    };
    await store.importBundles([bundle]);
    await store.importBundles([{ ...bundle, ports: { http: 8001 } }]);
    expect((await store.list({})).items).toMatchObject([
      { state: 'active', ports: bundle.ports },
    ]);
  });

  it('takes the ports of who is gone only after three complete scans and the time', async () => {
    const { store, observations, pass } = await setup(id);
    const { reservation } = await store.reserve(
      request('a', { state: 'active' }),
    );
    const scan = (there: boolean) =>
      store.forgetOwners({ exists: () => there, afterMs: 7 * DAY });
    for (const _ of [1, 2, 3]) await scan(false);
    expect(await store.get(reservation.id)).toBeDefined();
    pass(8 * DAY);
    await scan(true);
    await scan(false);
    expect(await store.get(reservation.id)).toBeDefined();
    await scan(false);
    await scan(false);
    pass(8 * DAY);
    const owner = reservation.owner;
    await observations.observe(owner, [line(7001, { owner })]);
    await scan(false);
    expect(await store.get(reservation.id)).toBeDefined();
    await observations.forgetScopes(() => false);
    for (const _ of [1, 2, 3, 4]) {
      pass(4 * DAY);
      await observations.forgetScopes(() => false);
      await scan(false);
    }
    for (const _ of [1, 2, 3]) {
      pass(4 * DAY);
      await scan(false);
    }
    expect(await store.get(reservation.id)).toBeUndefined();
  });

  it('locks the environment before it looks at anything', async () => {
    const { store, client } = await setup(id);
    const statements: string[] = [];
    client.on('query', ({ sql }) => statements.push(sql));
    await store.reserve(request('a'));
    const begin = statements.findIndex(sql => /^begin/i.test(sql));
    const [first] = statements
      .slice(begin + 1)
      .filter(sql => !/^set (local|transaction)/i.test(sql));
    expect(first).toMatch(/^update .port_environments. set .generation./);
  });

  it('gives each slot once when many ask at once', async () => {
    const { store } = await setup(id, { http: { from: 7001, to: 7010 } });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        store.reserve(request(`s${index % 20}`)),
      ),
    );
    const given = outcomes.flatMap(outcome =>
      outcome.status === 'fulfilled' ? [outcome.value.reservation] : [],
    );
    expect(new Set(given.map(({ ports }) => ports.http)).size).toBe(10);
    expect(new Set(given.map(({ owner }) => owner)).size).toBe(10);
    const refused = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    );
    expect(new Set(refused)).toEqual(new Set(['POOL_EXHAUSTED']));
  });
});
