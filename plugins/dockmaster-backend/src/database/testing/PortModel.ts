import { BundlePorts, Reservation } from '@huleedu/plugin-dockmaster-common';
import { PortPools } from '@huleedu/rule-087';
import { PortErrorCode } from '../../ports/PortError';
import { Reserve } from '../../ports/PortStore';

/** What the model's clock counts in. */
export const HOUR = 3_600_000;
export const LEASE = 10;
export const QUARANTINE = 3;
export const FORGET_AFTER = 7 * 24;
const SCANS_TO_FORGET = 3;

type Held = {
  id: string;
  version: number;
  state: Reservation['state'];
  requester: string;
  until: number;
  ports: BundlePorts;
  missingScans: number;
  missingSince: number;
};
type Resting = {
  previousOwner: string;
  /** Which release it was, counted from the first. */
  release: number;
  until: number;
};
type Line = { missingScans: number; missingSince: number };
/** What a number is to somebody who wants it. */
type State = 'taken' | 'blocked' | 'observed' | 'resting' | 'free';

/** The registry in plain maps, without a database: what it must do, in the fewest words. */
export class PortModel {
  /** In hours. */
  now = 0;
  #releases = 0;
  readonly held = new Map<string, Held>();
  readonly resting = new Map<number, Resting>();
  /** Claimant → port → the line that says it. */
  readonly lines = new Map<string, Map<number, Line>>();

  constructor(readonly pools: PortPools) {}

  /** Leases and quarantines end by themselves. */
  pass(hours: number) {
    this.now += hours;
    for (const [owner, { until }] of this.held) {
      if (until <= this.now) this.held.delete(owner);
    }
    for (const [port, { until }] of this.resting) {
      if (until <= this.now) this.resting.delete(port);
    }
  }

  stateFor(owner: string, port: number): State {
    const holder = [...this.held].find(([, { ports }]) =>
      Object.values(ports).includes(port),
    );
    if (holder && holder[0] !== owner) return 'taken';
    if (this.pools.blocked.some(blocked => blocked.port === port))
      return 'blocked';
    const isClaimed = [...this.lines].some(
      ([claimant, ports]) => claimant !== owner && ports.has(port),
    );
    if (isClaimed) return 'observed';
    const rest = this.resting.get(port);
    return rest && rest.previousOwner !== owner ? 'resting' : 'free';
  }

  /** Which code a reservation is refused with, or which ports it must give. */
  expect(request: Reserve): PortErrorCode | BundlePorts {
    const { owner, requester, ownerExists, explicit } = request;
    const known = this.held.get(owner);
    if (known && !ownerExists && known.requester !== requester)
      return 'OWNER_HELD';
    const ports: BundlePorts = { ...known?.ports };
    for (const role of ['http', 'database'] as const) {
      const wanted = explicit[role];
      const has = ports[role];
      if (wanted !== undefined && has !== undefined && wanted !== has)
        return 'OWNER_HAS_OTHER';
    }
    if (request.kind === 'http' && ports.http === undefined) {
      const http = this.#choose(request, 'http');
      if (typeof http === 'string') return http;
      ports.http = http;
      ports.prometheus = http + this.pools.prometheusOffset;
    }
    if (request.database && ports.database === undefined) {
      const database = this.#choose(request, 'database');
      if (typeof database === 'string') return database;
      ports.database = database;
    }
    return ports;
  }

  #choose(
    { owner, explicit }: Reserve,
    role: 'http' | 'database',
  ): PortErrorCode | number {
    const { from, to } = this.pools[role];
    const partners = (port: number) =>
      role === 'http' ? [port, port + this.pools.prometheusOffset] : [port];
    const states = (port: number) =>
      partners(port).map(partner => this.stateFor(owner, partner));
    const isFree = (port: number) =>
      states(port).every(state => state === 'free');
    const wanted = explicit[role];
    if (wanted !== undefined) return isFree(wanted) ? wanted : 'PORT_TAKEN';
    const all = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const free = all.filter(isFree);
    const own = free.find(
      port =>
        this.resting.get(port)?.previousOwner === owner ||
        this.lines.get(owner)?.has(port),
    );
    const releaseOf = (port: number) =>
      Math.max(
        ...partners(port)
          .filter(partner => this.stateFor(owner, partner) === 'resting')
          .map(partner => this.resting.get(partner)!.release),
      );
    const [oldest] = all
      .filter(port =>
        states(port).every(state => state === 'free' || state === 'resting'),
      )
      .sort((a, b) => releaseOf(a) - releaseOf(b));
    return own ?? free[0] ?? oldest ?? 'POOL_EXHAUSTED';
  }

  reserve(request: Reserve, { id, version, ports }: Reservation) {
    const known = this.held.get(request.owner);
    for (const port of Object.values(ports)) this.resting.delete(port);
    const state = known?.state === 'active' ? 'active' : request.state;
    const lease = known ? known.until : this.now + LEASE;
    this.held.set(request.owner, {
      id,
      version,
      ports,
      state,
      requester: known?.requester ?? request.requester,
      until: state === 'active' ? Infinity : lease,
      missingScans: known?.missingScans ?? 0,
      missingSince: known?.missingSince ?? 0,
    });
  }

  release(owner: string) {
    const { ports } = this.held.get(owner)!;
    this.held.delete(owner);
    this.#releases++;
    for (const port of Object.values(ports)) {
      this.resting.set(port, {
        previousOwner: owner,
        release: this.#releases,
        until: this.now + QUARANTINE,
      });
    }
  }

  /** A scan of a claimant's files that found these. */
  observe(claimant: string, ports: number[]) {
    const known = this.lines.get(claimant) ?? new Map<number, Line>();
    for (const [port, line] of known) {
      if (ports.includes(port)) continue;
      const missingScans = line.missingScans + 1;
      const missingSince =
        line.missingScans === 0 ? this.now : line.missingSince;
      const isForgotten =
        this.resting.has(port) ||
        (missingScans >= SCANS_TO_FORGET &&
          this.now - missingSince >= FORGET_AFTER);
      if (isForgotten) known.delete(port);
      else known.set(port, { missingScans, missingSince });
    }
    for (const port of ports)
      known.set(port, { missingScans: 0, missingSince: 0 });
    this.lines.set(claimant, known);
  }

  /** A complete scan of the catalog that found these owners. */
  scan(found: string[]) {
    for (const [owner, held] of this.held) {
      if (held.state === 'leased') continue;
      const claims = this.lines.get(owner)?.size ?? 0;
      const isThere = found.includes(owner) || claims > 0;
      if (held.missingScans === 0) held.missingSince = this.now;
      held.missingScans = isThere ? 0 : held.missingScans + 1;
      const isForgotten =
        held.missingScans >= SCANS_TO_FORGET &&
        this.now - held.missingSince >= FORGET_AFTER;
      if (isForgotten) this.release(owner);
    }
  }
}
