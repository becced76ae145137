import { setTimeout as sleep } from 'node:timers/promises';
import { Call, Held, Outcome } from './calls';
import { Postgres } from './Postgres';
import { LOCK_TIMEOUT_MS, SLOTS } from './registry';
import { Worker } from './Worker';

/** What is put under load. */
export type Bench = {
  postgres: Postgres;
  connectionString: string;
  /** A series may replace those that it ends. */
  workers: Worker[];
};

/** A kind of burst, many times. */
export type Series = {
  name: string;
  bursts: number;
  /** Which part of the transactions fails after its last statement. */
  rolledBack: number;
  /** Whether every slot is taken when a burst begins; else none is. */
  isFilled?: boolean;
  /** Whether processes or the database are stopped in it. */
  isDisturbed?: boolean;
  /** Whether it restarts the server. */
  restarts?: boolean;
  calls: (burst: number, held: Held[]) => Call[];
  /** Makes the calls, those of each worker in a list of their own. */
  make: Make;
};

type Make = (
  bench: Bench,
  calls: Call[][],
  rolledBack: number,
) => Promise<Outcome[]>;

/** As many calls as there are callers, for so many owners. */
export function reservations(
  name: string,
  callers: number,
  owners = callers,
): Call[] {
  return Array.from({ length: callers }, (_, index) => ({
    kind: 'reserve',
    owner: `component:default/${name}-${index % owners}`,
  }));
}

export function release({ owner, id, version }: Held): Call {
  return { kind: 'release', owner, id, version };
}

/** Everything that the registry has to stand; bursts are those of the main series. */
export function seriesOf(bursts: number, callers: number): Series[] {
  const share = (part: number) => Math.max(1, Math.round(bursts / part));
  const all =
    (name: string, owners = callers) =>
    (burst: number) =>
      reservations(`${name}-${burst}`, callers, owners);
  const churn = (name: string) => (burst: number, held: Held[]) =>
    shuffled([
      ...held.slice(0, SLOTS / 2).map(release),
      ...reservations(`${name}-${burst}`, callers - SLOTS / 2),
    ]);
  const rolledBack = 0.3;
  return [
    {
      name: 'one caller after another',
      bursts: share(20),
      rolledBack: 0,
      calls: all('alone'),
      make: oneByOne,
    },
    {
      name: `${callers} callers at once`,
      bursts: share(4),
      rolledBack: 0,
      calls: all('calm'),
      make: atOnce,
    },
    {
      name: '… 30 % of transactions rolled back',
      bursts,
      rolledBack,
      calls: all('many'),
      make: atOnce,
    },
    {
      name: '… for the same 8 owners',
      bursts: share(4),
      rolledBack,
      calls: all('same', 8),
      make: atOnce,
    },
    {
      name: '… while half of the slots are released',
      bursts: share(4),
      rolledBack,
      isFilled: true,
      calls: churn('churn'),
      make: atOnce,
    },
    {
      name: '… processes killed in mid-transaction',
      bursts: share(10),
      rolledBack,
      isDisturbed: true,
      calls: all('killed'),
      make: killing,
    },
    {
      name: '… a process stuck in mid-transaction',
      bursts: share(100),
      rolledBack,
      isDisturbed: true,
      calls: all('stuck'),
      make: sticking,
    },
    {
      name: '… PostgreSQL restarted',
      bursts: share(20),
      rolledBack,
      isFilled: true,
      isDisturbed: true,
      restarts: true,
      calls: churn('restarted'),
      make: restarting,
    },
    {
      name: '… and all is as before',
      bursts: share(20),
      rolledBack: 0,
      calls: all('after'),
      make: atOnce,
    },
  ];
}

async function oneByOne(
  { workers: [worker] }: Bench,
  calls: Call[][],
  rolledBack: number,
) {
  const outcomes: Outcome[] = [];
  for (const call of calls.flat())
    outcomes.push(...(await worker.call([call], rolledBack)));
  return outcomes;
}

export async function atOnce(
  { workers }: Pick<Bench, 'workers'>,
  calls: Call[][],
  rolledBack: number,
): Promise<Outcome[]> {
  const outcomes = await Promise.all(
    workers.map((worker, index) => worker.call(calls[index], rolledBack)),
  );
  return outcomes.flat();
}

/** One process is killed before a commit, the lock in its hands, another whenever it may be; new ones take their places. */
async function killing(bench: Bench, calls: Call[][], rolledBack: number) {
  const { workers, connectionString } = bench;
  const [first, ...others] = workers;
  const held = first.hold();
  const killed = first.call(calls[0], rolledBack);
  await held;
  const outcomes = atOnce({ workers: others }, calls.slice(1), rolledBack);
  await sleep(Math.random() * 100);
  await first.kill();
  await sleep(Math.random() * 100);
  await others[0].kill();
  const all = [...(await killed), ...(await outcomes)];
  for (const index of [0, 1])
    workers[index] = await Worker.start(connectionString);
  return all;
}

/** One process stops before a commit, the lock in its hands, and goes on when all others are through. */
async function sticking(bench: Bench, calls: Call[][], rolledBack: number) {
  const [first, ...workers] = bench.workers;
  const [own, ...others] = calls;
  const held = first.hold();
  const waiting = first.call(own, rolledBack);
  await held;
  const start = Date.now();
  const outcomes = await atOnce({ workers }, others, rolledBack);
  const took = Date.now() - start;
  first.goOn();
  outcomes.push(...(await waiting));
  if (took > LOCK_TIMEOUT_MS) {
    throw new Error(`One stuck process kept the others waiting for ${took} ms`);
  }
  return outcomes;
}

/** The database goes away in the middle of it and comes back, now with notice, now without. */
async function restarting(bench: Bench, calls: Call[][], rolledBack: number) {
  const [outcomes] = await Promise.all([
    atOnce(bench, calls, rolledBack),
    sleep(Math.random() * 200).then(() =>
      bench.postgres.restart(Math.random() < 0.5 ? 'fast' : 'immediate'),
    ),
  ]);
  return outcomes;
}

function shuffled<T>(items: T[]): T[] {
  return items
    .map(item => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
