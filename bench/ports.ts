/* eslint-disable no-console */
// yarn bench ports: many processes on few slots, with transactions rolled back, processes killed and the database restarted.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Knex } from 'knex';
import { Call, Outcome } from './ports/calls';
import { Ledger } from './ports/Ledger';
import { Postgres } from './ports/Postgres';
import { connect, createTables, SLOTS } from './ports/registry';
import {
  atOnce,
  Bench,
  release,
  reservations,
  Series,
  seriesOf,
} from './ports/series';
import { HEAD, lineOf } from './ports/table';
import { readHeld, verify } from './ports/verify';
import { Worker } from './ports/Worker';

const { values: options } = parseArgs({
  options: {
    bursts: { type: 'string', default: '200' },
    callers: { type: 'string', default: '80' },
    processes: { type: 'string', default: '8' },
  },
});

function positive(name: keyof typeof options): number {
  const value = Number(options[name]);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} is ${options[name]}: give a whole number above 0`);
  process.exit(2);
}

const callers = positive('callers');
const processes = positive('processes');
const series = seriesOf(positive('bursts'), callers);

/** Callers have given up by then, and their processes with them. */
const LONGEST_BURST_MS = 90_000;

/** An invariant that does not hold. */
class Broken extends Error {
  constructor(name: string, problems: string[]) {
    super(`${name}: ${problems.slice(0, 5).join('; ')}`);
  }
}

/** The calls of each worker. */
function dealt(calls: Call[]): Call[][] {
  return Array.from({ length: processes }, (_, worker) =>
    calls.filter((_call, index) => index % processes === worker),
  );
}

/** Runs the bursts of a series, and looks into the tables after each. */
async function run(
  { name, bursts, rolledBack, isFilled, isDisturbed, calls, make }: Series,
  bench: Bench,
  client: Knex,
  ledger: Ledger,
) {
  const all: Outcome[] = [];
  let milliseconds = 0;
  for (let burst = 0; burst < bursts; burst++) {
    const found = await readHeld(client);
    const prepared = await atOnce(
      bench,
      dealt(
        isFilled
          ? reservations(`${name}-before-${burst}`, callers)
          : [...found.values()].map(release),
      ),
      0,
    );
    const unready = await verify(client, ledger, found, prepared, false);
    if (unready.length > 0) throw new Broken(`before ${name}`, unready);

    const before = await readHeld(client);
    const wanted = dealt(calls(burst, [...before.values()]));
    const start = performance.now();
    const outcomes = await Promise.race([
      make(bench, wanted, rolledBack),
      sleep(LONGEST_BURST_MS, undefined, { ref: false }),
    ]);
    if (outcomes === undefined)
      throw new Broken(name, ['somebody waits for an answer without end']);
    milliseconds += performance.now() - start;
    const problems = await verify(
      client,
      ledger,
      before,
      outcomes,
      isDisturbed ?? false,
    );
    if (problems.length > 0) throw new Broken(name, problems);
    all.push(...outcomes);
  }
  return { outcomes: all, speed: (all.length / milliseconds) * 1_000 };
}

async function runAll(bench: Bench, client: Knex) {
  const { rows } = await client.raw('show server_version');
  console.log(
    `PostgreSQL ${rows[0].server_version}, ${processes} processes, ${callers} callers, ${SLOTS} slots of three ports each, times in ms\n`,
  );
  console.log(HEAD);
  const ledger = new Ledger();
  let base: number | undefined;
  for (const one of series) {
    if (one.restarts && !bench.postgres.isOwn) {
      console.log(`${one.name}: left out, the server belongs to others`);
      continue;
    }
    const { outcomes, speed } = await run(one, bench, client, ledger);
    base ??= speed;
    console.log(
      lineOf(one.name, one.bursts, outcomes, { speed, ratio: speed / base }),
    );
  }
  console.log(
    '\nTrue after every burst: each number once, bundles whole, as many successes as free slots, nobody told "exhausted" while one was free, no errors but the typed ones.',
  );
}

/** Rejects when somebody wants this to end, so that nothing stays behind. */
function interruption(): Promise<never> {
  return new Promise((_, reject) => {
    // It may come more than once: to the group of processes, and handed on.
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, () => reject(new Error(`Ended by ${signal}`)));
  });
}

async function benchOn(postgres: Postgres, interrupted: Promise<never>) {
  const server = connect(postgres.connectionString);
  const name = `dockmaster_bench_${process.pid}`;
  const url = new URL(postgres.connectionString);
  url.pathname = name;
  const connectionString = url.href;
  const client = connect(connectionString);
  const workers: Worker[] = [];
  try {
    await server.raw('create database ??', [name]);
    await createTables(client);
    for (let index = 0; index < processes; index++)
      workers.push(await Worker.start(connectionString));
    await Promise.race([
      runAll({ postgres, connectionString, workers }, client),
      interrupted,
    ]);
  } finally {
    await Promise.all(workers.map(worker => worker.stop()));
    await client.destroy();
    if (!postgres.isOwn)
      await server.raw('drop database if exists ?? with (force)', [name]);
    await server.destroy();
  }
}

async function main() {
  const interrupted = interruption();
  // Heard once there is something to stop.
  interrupted.catch(() => {});
  const postgres = await Postgres.start();
  try {
    await benchOn(postgres, interrupted);
  } finally {
    await postgres.stop();
  }
}

main().catch(error => {
  console.error(
    error instanceof Broken
      ? `\nFAILED, an invariant does not hold: ${error.message}`
      : error,
  );
  process.exitCode = 1;
});
