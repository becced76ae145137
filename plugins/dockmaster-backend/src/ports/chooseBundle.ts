import { BundlePorts } from '@huleedu/plugin-dockmaster-common';
import { PortRange } from '@huleedu/rule-087';
import { PortError } from './PortError';
import { Holder, PortFacts } from './PortFacts';

/** What an owner wants. */
export type Wish = {
  owner: string;
  http: boolean;
  database: boolean;
  explicit: { http?: number; database?: number };
};

/** Numbers of which one was still in quarantine. */
export type Reused = Array<{
  port: number;
  previousOwner: string;
  until: number;
}>;

export type Bundle = { ports: BundlePorts; reused: Reused };

/** Numbers that go together, and what keeps them from the owner. */
type Candidate = { port: number; holders: Array<[number, Holder]> };

/**
 * Chooses the numbers of a bundle: the owner's own first, then the lowest that are free, and when nothing else is left the
 * one that has been in quarantine longest.
 *
 * @throws PortError PORT_OUT_OF_POOL, PORT_TAKEN, POOL_EXHAUSTED
 */
export function chooseBundle(wish: Wish, facts: PortFacts): Bundle {
  const { pools } = facts;
  const ports: BundlePorts = {};
  const reused: Reused = [];
  const take = (candidate: Candidate): number => {
    for (const [port, holder] of candidate.holders) {
      if (holder.state !== 'quarantined') continue;
      const { owner: previousOwner = '', until = 0 } = holder;
      reused.push({ port, previousOwner, until });
    }
    return candidate.port;
  };
  if (wish.http) {
    const offset = pools.prometheusOffset;
    ports.http = take(
      choose('http', pools.http, wish, facts, port => [port, port + offset]),
    );
    ports.prometheus = ports.http + offset;
  }
  if (wish.database) {
    ports.database = take(
      choose('database', pools.database, wish, facts, port => [port]),
    );
  }
  return { ports, reused };
}

function choose(
  name: 'http' | 'database',
  pool: PortRange,
  wish: Wish,
  facts: PortFacts,
  together: (port: number) => number[],
): Candidate {
  const candidateOf = (port: number): Candidate => ({
    port,
    holders: together(port).flatMap(number => {
      const holder = facts.holder(number, wish.owner);
      return holder ? [[number, holder] as [number, Holder]] : [];
    }),
  });
  const explicit = wish.explicit[name];
  if (explicit !== undefined) {
    return honour(name, explicit, pool, candidateOf);
  }
  const candidates = Array.from(
    { length: pool.to - pool.from + 1 },
    (_, index) => candidateOf(pool.from + index),
  );
  const free = candidates.filter(({ holders }) => holders.length === 0);
  const own = free.find(({ port }) => facts.isOwn(port, wish.owner));
  const [lowest] = free;
  const oldest = candidates
    .filter(({ holders }) =>
      holders.every(([, { state }]) => state === 'quarantined'),
    )
    .sort((a, b) => releasedAt(a) - releasedAt(b))[0];
  const chosen = own ?? lowest ?? oldest;
  if (!chosen) throw exhausted(name, pool, candidates);
  return chosen;
}

/** When the last of a candidate's numbers was released. */
function releasedAt({ holders }: Candidate): number {
  return Math.max(
    ...holders.map(([, holder]) =>
      holder.state === 'quarantined' ? holder.releasedAt ?? 0 : 0,
    ),
  );
}

/** An explicit number is honoured or refused, never replaced. */
function honour(
  name: 'http' | 'database',
  port: number,
  pool: PortRange,
  candidateOf: (port: number) => Candidate,
): Candidate {
  if (port < pool.from || port > pool.to) {
    throw new PortError(
      400,
      'PORT_OUT_OF_POOL',
      `ports.${name} ${port} lies outside the pool ${pool.from}–${pool.to}. Ask for one of these, or leave it out.`,
      { field: `ports.${name}`, port, pool: { name, ...pool } },
    );
  }
  const candidate = candidateOf(port);
  const [taken] = candidate.holders;
  if (!taken) return candidate;
  const [number, holder] = taken;
  const partner = number === port ? '' : `, the Prometheus port of ${port},`;
  throw new PortError(
    409,
    'PORT_TAKEN',
    `Port ${number}${partner} ${describe(
      holder,
    )}. Ask for another one, or leave it out.`,
    { pool: name, port: number, asked: port, holder: outside(holder) },
  );
}

/** What holds a number, as the end of a sentence. */
function describe(holder: Holder): string {
  switch (holder.state) {
    case 'blocked':
      return `is blocked: ${holder.reason}`;
    case 'observed':
      return `is claimed by ${holder.claimant}, at ${holder.file}:${holder.line}`;
    case 'quarantined':
      return `is in quarantine until ${instant(holder.until)}, after ${
        holder.owner
      } released it`;
    default:
      return `is ${holder.state === 'leased' ? 'leased to' : 'held by'} ${
        holder.owner
      }${holder.until ? ` until ${instant(holder.until)}` : ''}`;
  }
}

function instant(at: number | undefined): string {
  return new Date(at ?? 0).toISOString();
}

/** A holder as clients get it. */
function outside(holder: Holder) {
  const { releasedAt: _, ...rest } = { releasedAt: 0, ...holder };
  return 'until' in rest && rest.until !== undefined
    ? { ...rest, until: instant(rest.until) }
    : rest;
}

function exhausted(
  name: 'http' | 'database',
  pool: PortRange,
  candidates: Candidate[],
): PortError {
  const all = candidates.map(({ port, holders }) => ({
    port,
    ...outside(holders[0][1]),
  }));
  const leased = all.filter(({ state }) => state === 'leased');
  const ends = leased.flatMap(entry =>
    'until' in entry && entry.until ? [String(entry.until)] : [],
  );
  const [next] = ends.sort();
  return new PortError(
    409,
    'POOL_EXHAUSTED',
    `No ${name} port is free: all ${candidates.length} of ${pool.from}–${
      pool.to
    } are taken. ${
      next
        ? `The next lease ends at ${next}.`
        : 'Release a service that is gone, or widen the pool in dockmaster.yaml.'
    }`,
    {
      pool: { name, ...pool },
      used: candidates.length,
      free: 0,
      leased,
      ports: all,
      ...(next && { nextFreeAt: next }),
    },
  );
}
