import { PortPools } from '@huleedu/rule-087';
import { PortRole } from '@huleedu/plugin-dockmaster-common';

/** A number that is taken or in quarantine. Times in milliseconds since 1970. */
export type NumberRow = {
  port: number;
  role: PortRole;
  owner: string | null;
  state: 'leased' | 'active' | 'quarantined';
  previousOwner?: string;
  releasedAt?: number;
  /** When the lease or the quarantine ends. */
  until?: number;
};

/** A claim that files make on a host port. */
export type Claim = {
  port: number;
  role: PortRole | 'other';
  /** The entity, or `compose:<service>` of one that no entity builds. */
  claimant: string;
  source: 'env' | 'compose-env' | 'published';
  file: string;
  line: number;
  url?: string;
  /** Whether the last complete scan found it. */
  isSeen: boolean;
};

/** Before the name of a Compose service that no entity is known to build. */
export const COMPOSE = 'compose:';

const DATABASE_SUFFIXES = ['', '-db', '-database', '-postgres'];

/** Whether a claim is the owner's: its own, or that of a Compose service named after it, as long as no entity is known to build that. */
export function isSameParty(claimant: string, owner: string): boolean {
  if (claimant === owner) return true;
  if (!claimant.startsWith(COMPOSE)) return false;
  const service = claimant.slice(COMPOSE.length).toLowerCase();
  const name = owner.slice(owner.lastIndexOf('/') + 1);
  return [name, name.replace(/-service$/, '')].some(base =>
    DATABASE_SUFFIXES.some(
      suffix =>
        (suffix !== '' || base === name) &&
        service.replace(/_+/g, '-') === `${base}${suffix}`,
    ),
  );
}

/** Who or what holds a number, seen by somebody who wants it. */
export type Holder =
  | {
      state: 'leased' | 'active' | 'quarantined';
      owner?: string;
      until?: number;
      releasedAt?: number;
    }
  | { state: 'blocked'; reason: string }
  | { state: 'observed'; claimant: string; file: string; line: number };

/** Everything that decides whether a number may be handed out, at one moment. */
export class PortFacts {
  readonly #rows: Map<number, NumberRow>;
  readonly #claims = new Map<number, Claim[]>();
  readonly #blocked: Map<number, string>;

  constructor(readonly pools: PortPools, rows: NumberRow[], claims: Claim[]) {
    this.#rows = new Map(rows.map(row => [row.port, row]));
    for (const claim of claims) {
      const known = this.#claims.get(claim.port);
      if (known) known.push(claim);
      else this.#claims.set(claim.port, [claim]);
    }
    this.#blocked = new Map(
      pools.blocked.map(({ port, reason }) => [port, reason]),
    );
  }

  /** Without the claims of lines that the last scans did not find. */
  currentClaims(): PortFacts {
    return new PortFacts(
      this.pools,
      [...this.#rows.values()],
      this.allClaims.filter(({ isSeen }) => isSeen),
    );
  }

  row(port: number): NumberRow | undefined {
    return this.#rows.get(port);
  }

  get allClaims(): Claim[] {
    return [...this.#claims.values()].flat();
  }

  claims(port: number): Claim[] {
    return this.#claims.get(port) ?? [];
  }

  blockedBecause(port: number): string | undefined {
    return this.#blocked.get(port);
  }

  /** What keeps a number from an owner; undefined where nothing does. What is the owner's own keeps nothing from it. */
  holder(port: number, owner: string): Holder | undefined {
    const row = this.#rows.get(port);
    if (row && row.state !== 'quarantined' && row.owner !== owner) {
      return {
        state: row.state,
        owner: row.owner ?? undefined,
        until: row.until,
      };
    }
    const reason = this.#blocked.get(port);
    if (reason !== undefined) return { state: 'blocked', reason };
    const claim = this.claims(port).find(
      ({ claimant }) => !isSameParty(claimant, owner),
    );
    if (claim) {
      const { claimant, file, line } = claim;
      return { state: 'observed', claimant, file, line };
    }
    if (row?.state === 'quarantined' && row.previousOwner !== owner) {
      return {
        state: 'quarantined',
        owner: row.previousOwner,
        until: row.until,
        releasedAt: row.releasedAt,
      };
    }
    return undefined;
  }

  /** Whether the number was the owner's, or its files say it. */
  isOwn(port: number, owner: string): boolean {
    return (
      this.#rows.get(port)?.previousOwner === owner ||
      this.claims(port).some(({ claimant }) => isSameParty(claimant, owner))
    );
  }
}
