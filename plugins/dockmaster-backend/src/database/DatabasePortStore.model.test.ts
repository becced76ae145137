import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createStandard } from '@huleedu/rule-087/configuration';
import { poolsOf, prometheusRange } from '@huleedu/rule-087';
import fc from 'fast-check';
import { Knex } from 'knex';
import { Change, Reserve } from '../ports/PortStore';
import { DatabasePortObservations } from './DatabasePortObservations';
import { DatabasePortStore } from './DatabasePortStore';
import { NumberTable } from './portTables';
import {
  FORGET_AFTER,
  HOUR,
  LEASE,
  PortModel,
  QUARANTINE,
} from './testing/PortModel';

jest.setTimeout(180_000);

// PostgreSQL where an environment variable names one; see CONTRIBUTING.md.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

// Few numbers and few owners, so that they meet.
const standard = createStandard({
  ports: {
    http: { from: 7001, to: 7004 },
    database: { from: 5441, to: 5442 },
    blocked: [{ port: 9095, reason: 'the partner of 7003' }],
  },
});
const pools = poolsOf(standard, 'default')!;
const OWNERS = ['a', 'b', 'c', 'd', 'e', 'f'].map(
  name => `component:default/${name}`,
);
const STRANGER = 'component:default/stranger';
const KAFKA = 'compose:kafka';
const ada = 'user:default/ada';

type Registry = {
  client: Knex;
  store: DatabasePortStore;
  observations: DatabasePortObservations;
  reopen: () => Promise<void>;
  pass: (hours: number) => void;
};

let stepsTaken = 0;

/** A step, after which everything that must always be true is looked at. */
class Step implements fc.AsyncCommand<PortModel, Registry> {
  constructor(
    private readonly name: string,
    private readonly act: (
      model: PortModel,
      registry: Registry,
    ) => Promise<unknown>,
  ) {}

  check = () => true;
  toString = () => this.name;

  async run(model: PortModel, registry: Registry) {
    await this.act(model, registry);
    await expectInvariants(model, registry);
    stepsTaken++;
  }
}

const codeOf = (error: { code?: string }) => {
  if (error.code === undefined) throw error;
  return error.code;
};

async function reserve(
  request: Reserve,
  model: PortModel,
  { store }: Registry,
) {
  const preview = await store.preview(request).catch(codeOf);
  const known = model.held.get(request.owner);
  const expected = model.expect(request);
  const made = await store.reserve(request).catch(codeOf);
  if (typeof made === 'string' || typeof expected === 'string') {
    expect(made).toBe(expected);
    return;
  }
  const { reused = [], ...reservation } = made.reservation;
  expect(reservation.ports).toEqual(expected);
  expect(reused.map(({ port }) => port)).toEqual(
    Object.values(expected).filter(
      port => model.stateFor(request.owner, port) === 'resting',
    ),
  );
  expect(preview).toMatchObject({ ports: expected });
  expect(made.created).toBe(known === undefined);
  expect(reservation.version - (known?.version ?? 0)).toBeLessThanOrEqual(1);
  model.reserve(request, reservation);
  // The same call again gives the same.
  expect(await store.reserve(request)).toEqual({ created: false, reservation });
}

/** Changes what an owner has, be it nothing, or with a version that is not its own. */
async function change(
  [owner, isStale]: [string, boolean],
  model: PortModel,
  act: (request: Change) => Promise<unknown>,
  accept: (owner: string) => string | undefined,
) {
  const held = model.held.get(owner);
  const version = (held?.version ?? 1) + (isStale ? 1 : 0);
  const made = await act({
    id: held?.id ?? 'none',
    version,
    actor: 'x',
  }).catch(codeOf);
  if (!held) expect([undefined, 'NO_RESERVATION']).toContain(made);
  else if (isStale) expect(made).toBe('STALE_VERSION');
  else expect(typeof made === 'string' ? made : undefined).toBe(accept(owner));
}

const anOwner = fc.constantFrom(...OWNERS);
/** Whose ports, and whether the version is stale: now and then. */
const aChange = fc.tuple(anOwner, fc.constantFrom(false, false, false, true));
const aPort = fc.constantFrom(7001, 7002, 9093, 9096, 5441);

/** Explicit numbers are the exception. */
const NONE = Array<undefined>(7).fill(undefined);
const aReservation = fc
  .record({
    owner: anOwner,
    kind: fc.constantFrom('http' as const, 'worker' as const),
    http: fc.constantFrom(...NONE, 7001, 7002, 7004),
    database: fc.constantFrom(...NONE, 5441, 5442),
    wantsDatabase: fc.boolean(),
    state: fc.constantFrom('leased' as const, 'active' as const),
    requester: fc.constantFrom(ada, ada, 'user:default/eve'),
    ownerExists: fc.boolean(),
  })
  .map(({ http, database, wantsDatabase, ...rest }): Reserve => {
    const isWanted = wantsDatabase || rest.kind === 'worker';
    return {
      ...rest,
      environment: 'default',
      database: isWanted,
      explicit: {
        ...(rest.kind === 'http' && http !== undefined && { http }),
        ...(isWanted && database !== undefined && { database }),
      },
      ttlMs: LEASE * HOUR,
    };
  })
  .map(
    request =>
      new Step(`reserve ${JSON.stringify(request)}`, (model, registry) =>
        reserve(request, model, registry),
      ),
  );

const steps = [
  // Often enough that nothing is left.
  aReservation,
  aReservation,
  aReservation,
  aChange.map(
    which =>
      new Step(`confirm ${which}`, (model, { store }) =>
        change(
          which,
          model,
          request => store.confirm(request),
          owner => {
            const held = model.held.get(owner)!;
            if (held.state === 'leased') held.version++;
            held.state = 'active';
            held.until = Infinity;
            return undefined;
          },
        ),
      ),
  ),
  aChange.map(
    which =>
      new Step(`renew ${which}`, (model, { store }) =>
        change(
          which,
          model,
          request => store.renew({ ...request, ttlMs: LEASE * HOUR }),
          owner => {
            const held = model.held.get(owner)!;
            if (held.state === 'active') return 'NOT_LEASED';
            held.version++;
            held.until = model.now + LEASE;
            return undefined;
          },
        ),
      ),
  ),
  aChange.map(
    which =>
      new Step(`release ${which}`, (model, { store }) =>
        change(
          which,
          model,
          request => store.release(request),
          owner => {
            model.release(owner);
            return undefined;
          },
        ),
      ),
  ),
  fc.tuple(aChange, anOwner).map(
    ([which, to]) =>
      new Step(`transfer ${which} to ${to}`, (model, { store }) =>
        change(
          which,
          model,
          request => store.transfer({ ...request, owner: to }),
          owner => {
            if (owner === to) return undefined;
            if (model.held.has(to)) return 'OWNER_HELD';
            const held = model.held.get(owner)!;
            model.held.delete(owner);
            model.held.set(to, { ...held, version: held.version + 1 });
            return undefined;
          },
        ),
      ),
  ),
  fc.constantFrom(1, 1, QUARANTINE, LEASE, FORGET_AFTER).map(
    hours =>
      new Step(`${hours} hours pass`, async (model, { pass }) => {
        model.pass(hours);
        pass(hours);
      }),
  ),
  fc
    .tuple(
      fc.constantFrom(KAFKA, OWNERS[0]),
      fc.uniqueArray(aPort, { maxLength: 2 }),
    )
    .map(
      ([claimant, ports]) =>
        new Step(
          `${claimant} publishes ${ports}`,
          async (model, { observations }) => {
            model.observe(claimant, ports);
            const owner = claimant === KAFKA ? null : claimant;
            await observations.observe(
              claimant,
              ports.map(port => ({
                owner,
                composeService: owner ? null : 'kafka',
                role: 'other',
                protocol: 'tcp',
                port,
                source: 'published',
                variable: null,
                isLiteral: false,
                file: 'docker-compose.yml',
                line: 1,
              })),
            );
          },
        ),
    ),
  fc.subarray(OWNERS).map(
    found =>
      new Step(`a scan finds ${found}`, async (model, { store }) => {
        model.scan(found);
        await store.forgetOwners({
          exists: owner => found.includes(owner),
          afterMs: FORGET_AFTER * HOUR,
        });
      }),
  ),
  fc.constant(
    new Step('the registry starts anew', (_, registry) => registry.reopen()),
  ),
];

/** The model's word for what keeps a number. */
const STATES = {
  free: 'free',
  leased: 'taken',
  active: 'taken',
  quarantined: 'resting',
  blocked: 'blocked',
  observed: 'observed',
};

async function expectInvariants(model: PortModel, { store, client }: Registry) {
  const { items } = await store.list({ limit: 200 });
  const told = items.map(({ owner, version, state, ports }) => [
    owner,
    { version, state, ports },
  ]);
  const known = [...model.held].map(([owner, { version, state, ports }]) => [
    owner,
    { version, state, ports },
  ]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));

  const numbers = await client<NumberTable>('port_numbers');
  const keys = numbers.map(({ environment, protocol, port }) =>
    [environment, protocol, port].join(' '),
  );
  expect(new Set(keys).size).toBe(keys.length);
  for (const { ports } of items) {
    const { http, prometheus, database } = ports;
    expect(http !== undefined || database !== undefined).toBe(true);
    if (http !== undefined) expect(prometheus).toBe(http + 2092);
    else expect(prometheus).toBeUndefined();
  }
  // No slot is lost and none is won: each is what the model says, for somebody who has nothing.
  const { facts } = await store.snapshot('default');
  for (const { from, to } of [
    pools.http,
    prometheusRange(pools),
    pools.database,
  ]) {
    for (let port = from; port <= to; port++) {
      const state = facts.holder(port, STRANGER)?.state ?? 'free';
      expect([port, STATES[state]]).toEqual([
        port,
        model.stateFor(STRANGER, port),
      ]);
    }
  }
}

describe.each(databases.eachSupportedId())('the ports in %s', id => {
  it('are what a plain model says, whatever is done in whatever order', async () => {
    const client = await databases.init(id);
    await client.migrate.latest({
      directory: resolvePackagePath(
        '@huleedu/plugin-dockmaster-backend',
        'migrations',
      ),
    });
    stepsTaken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.commands(steps, { maxCommands: 100, size: 'max' }),
        commands =>
          fc.asyncModelRun(async () => {
            for (const table of [
              'port_numbers',
              'port_reservations',
              'port_observations',
            ]) {
              await client(table).delete();
            }
            let hours = 0;
            const options = {
              client,
              standard,
              quarantineMs: QUARANTINE * HOUR,
              forgetAfterMs: FORGET_AFTER * HOUR,
              lockTimeoutMs: 5_000,
              clockOffsetMs: () => hours * HOUR,
            };
            const registry: Registry = {
              client,
              store: await DatabasePortStore.open(options),
              observations: new DatabasePortObservations(options),
              reopen: async () => {
                registry.store = await DatabasePortStore.open(options);
              },
              pass: more => {
                hours += more;
              },
            };
            return { model: new PortModel(pools), real: registry };
          }, commands),
      ),
      { numRuns: id === 'SQLITE_3' ? 80 : 20 },
    );
    expect(stepsTaken).toBeGreaterThan(id === 'SQLITE_3' ? 2_000 : 400);
  });
});
