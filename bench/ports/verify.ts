import type { Knex } from 'knex';
import { Held, Outcome } from './calls';
import { Ledger } from './Ledger';
import { SLOTS, standard } from './registry';

/** The clocks of this machine's processes and of the database agree within this. */
const CLOCK_SLACK_MS = 5;

type Row = {
  environment: string;
  protocol: string;
  port: number;
  role: string;
  owner_ref: string | null;
  reservation_id: string | null;
  quarantined_until: string | null;
};

/** Everything that is held, by owner. */
export async function readHeld(client: Knex): Promise<Map<string, Held>> {
  const reservations = await client('port_reservations');
  const numbers: Row[] = await client<Row>('port_numbers').whereNotNull(
    'reservation_id',
  );
  return new Map(
    reservations.map(({ id, owner_ref: owner, version }) => [
      owner,
      {
        owner,
        id,
        version,
        ports: Object.fromEntries(
          numbers
            .filter(row => row.reservation_id === id)
            .map(({ role, port }) => [role, port]),
        ),
      },
    ]),
  );
}

/**
 * What a burst broke, in sentences.
 *
 * @param before - what was held before it
 * @param isDisturbed - whether processes or the database were stopped in it: then a caller may be told to come again
 */
export async function verify(
  client: Knex,
  ledger: Ledger,
  before: Map<string, Held>,
  outcomes: Outcome[],
  isDisturbed: boolean,
): Promise<string[]> {
  const problems = await ledger.advance(client);
  const after = await readHeld(client);
  return [
    ...problems,
    ...tables(after, await client<Row>('port_numbers'), ledger),
    ...answers(outcomes, isDisturbed),
    ...truth(before, outcomes, after),
    ...exhaustion(outcomes, ledger, await clockOffset(client)),
    ...count(before, outcomes, after),
  ];
}

/** No number twice, no half bundle, no number that belongs to nobody, nothing that the history does not know. */
function tables(
  held: Map<string, Held>,
  numbers: Row[],
  ledger: Ledger,
): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  let registered = 0;
  for (const row of numbers) {
    const key = `${row.environment} ${row.protocol} ${row.port}`;
    if (seen.has(key)) problems.push(`${key} is in the table twice`);
    seen.add(key);
    if (row.reservation_id === null && row.quarantined_until === null)
      problems.push(`${row.port} belongs to nobody and is not in quarantine`);
    if (row.reservation_id === null) continue;
    registered++;
    if (ledger.holders.get(row.port) !== row.owner_ref)
      problems.push(`${row.port} is ${row.owner_ref}'s, not by the history`);
  }
  if (registered !== ledger.holders.size)
    problems.push(
      `the table has ${registered} numbers, the history ${ledger.holders.size}`,
    );
  for (const { owner, ports } of held.values()) {
    const { http = 0, prometheus, database } = ports;
    const isWhole =
      Object.keys(ports).length === 3 && http > 0 && database !== undefined;
    if (!isWhole || prometheus !== http + standard.ports.prometheusOffset)
      problems.push(`${owner} has half a bundle: ${JSON.stringify(ports)}`);
  }
  return problems;
}

/** No error but the typed ones; whoever asks for the same owner gets the same ports, of which one caller made them. */
function answers(outcomes: Outcome[], isDisturbed: boolean): string[] {
  const problems: string[] = [];
  const codes = ['POOL_EXHAUSTED', ...(isDisturbed ? ['REGISTRY_BUSY'] : [])];
  const ports = new Map<string, string>();
  const creations = new Set<string>();
  for (const outcome of outcomes) {
    const { owner } = outcome.call;
    if (outcome.result === 'failed') {
      problems.push(`${owner} was told: ${outcome.message}`);
    } else if (outcome.result === 'refused' && !codes.includes(outcome.code)) {
      problems.push(`${owner} was refused with ${outcome.code}`);
    } else if (outcome.result === 'killed' && !isDisturbed) {
      problems.push(`a process ended while ${owner} was waiting`);
    } else if (outcome.result === 'reserved') {
      const given = JSON.stringify(outcome.held);
      if ((ports.get(owner) ?? given) !== given)
        problems.push(`${owner} got ${ports.get(owner)} and ${given}`);
      ports.set(owner, given);
      if (outcome.created && creations.has(owner))
        problems.push(`two callers were told that they made ${owner}'s`);
      if (outcome.created) creations.add(owner);
    }
  }
  return problems;
}

/** What callers were told is what the table says; only of those that got no answer, nobody knows. */
function truth(
  before: Map<string, Held>,
  outcomes: Outcome[],
  after: Map<string, Held>,
): string[] {
  const expected = new Map(before);
  const unknown = new Set<string>();
  for (const outcome of outcomes) {
    const { owner } = outcome.call;
    if (outcome.result === 'reserved') expected.set(owner, outcome.held);
    if (outcome.result === 'released') expected.delete(owner);
    if (isUnanswered(outcome)) unknown.add(owner);
  }
  const owners = new Set([...expected.keys(), ...after.keys()]);
  return [...owners].flatMap(owner => {
    const told = JSON.stringify(expected.get(owner)?.ports);
    const is = JSON.stringify(after.get(owner)?.ports);
    const isToldOtherwise = sorted(told) !== sorted(is) && !unknown.has(owner);
    return isToldOtherwise ? [`${owner} was told ${told}, and has ${is}`] : [];
  });
}

function sorted(ports: string | undefined): string {
  return JSON.stringify(Object.entries(JSON.parse(ports ?? '{}')).sort());
}

/** Nobody is told that nothing is left unless there was a moment, while they waited, at which nothing was. */
function exhaustion(
  outcomes: Outcome[],
  { levels }: Ledger,
  offset: number,
): string[] {
  return outcomes.flatMap(outcome => {
    if (outcome.result !== 'refused' || outcome.code !== 'POOL_EXHAUSTED')
      return [];
    const from = outcome.startedAt + offset - CLOCK_SLACK_MS;
    const to = outcome.endedAt + offset + CLOCK_SLACK_MS;
    const wasFull = levels.some(
      level => level.taken === SLOTS && level.from <= to && level.to >= from,
    );
    return wasFull
      ? []
      : [`${outcome.call.owner} was told "exhausted" while one was free`];
  });
}

/** Where nobody releases, as many owners have ports as there are slots, or as want one. */
function count(
  before: Map<string, Held>,
  outcomes: Outcome[],
  after: Map<string, Held>,
): string[] {
  if (outcomes.some(({ call }) => call.kind === 'release')) return [];
  const wanting = new Set(before.keys());
  const unknown = new Set<string>();
  for (const outcome of outcomes) {
    const { owner } = outcome.call;
    if (isUnanswered(outcome)) unknown.add(owner);
    else if (outcome.result !== 'rolled back') wanting.add(owner);
  }
  const least = Math.min(SLOTS, wanting.size);
  const most = Math.min(SLOTS, wanting.size + unknown.size);
  return after.size >= least && after.size <= most
    ? []
    : [`${after.size} owners have ports, instead of ${least} to ${most}`];
}

function isUnanswered(outcome: Outcome): boolean {
  return (
    outcome.result === 'killed' ||
    (outcome.result === 'refused' && outcome.code === 'REGISTRY_BUSY')
  );
}

/** How far the database's clock is ahead of this machine's. */
async function clockOffset(client: Knex): Promise<number> {
  const start = Date.now();
  const { rows } = await client.raw(
    'select extract(epoch from clock_timestamp()) * 1000 as now',
  );
  return Number(rows[0].now) - (start + Date.now()) / 2;
}
