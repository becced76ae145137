import {
  PoolPort,
  PortOverview,
  PortLocation,
  PortPool,
  PortRole,
} from '@huleedu/plugin-dockmaster-common';
import { PortPools, prometheusRange } from '@huleedu/rule-087';
import { Claim, COMPOSE, isSameParty } from './PortFacts';
import { Snapshot } from './PortStore';

const MOST_PLACES = 10;
const ROLES: PortRole[] = ['http', 'prometheus', 'database'];

/** Each number of each pool, with what is known of it. */
export function overviewOf(
  environment: string,
  environments: string[],
  snapshot: Snapshot,
): PortOverview {
  const { facts, reservations } = snapshot;
  const { pools } = facts;
  const ranges = {
    http: pools.http,
    prometheus: prometheusRange(pools),
    database: pools.database,
  };
  const view = ROLES.map((name): PortPool => {
    const { from, to } = ranges[name];
    return {
      name,
      from,
      to,
      ports: Array.from({ length: to - from + 1 }, (_, index) =>
        portOf(from + index, partnerOf(name, from + index, pools), snapshot),
      ),
    };
  });
  const outside = reservations.flatMap(({ ports }) =>
    (Object.entries(ports) as Array<[PortRole, number]>).flatMap(
      ([role, port]) => {
        const { from, to } = ranges[role];
        return port >= from && port <= to
          ? []
          : [{ role, ...portOf(port, undefined, snapshot) }];
      },
    ),
  );
  return { environment, environments, pools: view, outside };
}

function partnerOf(
  role: PortRole,
  port: number,
  { prometheusOffset }: PortPools,
): number | undefined {
  if (role === 'http') return port + prometheusOffset;
  return role === 'prometheus' ? port - prometheusOffset : undefined;
}

function portOf(
  port: number,
  partner: number | undefined,
  snapshot: Snapshot,
): PoolPort {
  const { facts } = snapshot;
  const locations = locationsOf(facts.claims(port));
  const common = {
    port,
    ...(partner !== undefined && { partner }),
    ...(locations.length > 0 && { locations }),
  };
  const own = stateOf(port, snapshot);
  if (own.state !== 'free' || partner === undefined) {
    return { ...common, ...own };
  }
  // Free as a number, and yet only free as a pair.
  const other = stateOf(partner, snapshot);
  switch (other.state) {
    case 'free':
      return { ...common, state: 'free' };
    case 'quarantined':
      return { ...common, ...other };
    default:
      return {
        ...common,
        state: 'blocked',
        reason: `Its partner ${partner} is ${
          other.state === 'blocked' ? 'blocked' : 'taken'
        }: ${other.reason ?? partyName(other.owner ?? 'unknown')}`,
      };
  }
}

type Known = Pick<PoolPort, 'state' | 'owner' | 'until' | 'reason'>;

/** What is known of one number alone. */
function stateOf(port: number, { facts }: Snapshot): Known {
  const row = facts.row(port);
  const claims = facts.claims(port);
  const blocked = facts.blockedBecause(port);
  const isHeld = row !== undefined && row.state !== 'quarantined';
  const partiesOf = (some: Claim[]) => [
    ...new Set([
      ...(isHeld && row.owner ? [row.owner] : []),
      ...some.map(({ claimant }) => claimant),
    ]),
  ];
  const [now, ...others] = partiesOf(claims.filter(({ isSeen }) => isSeen));
  const stranger = others.find(party => !isSameParty(party, now));
  if (stranger !== undefined && blocked === undefined) {
    return {
      state: 'conflict',
      owner: now,
      reason: `${partyName(now)} and ${partyName(stranger)} both claim it`,
    };
  }
  const until = row?.until ? { until: new Date(row.until).toISOString() } : {};
  if (isHeld) {
    return { state: row.state as 'leased', owner: row.owner!, ...until };
  }
  if (blocked !== undefined) return { state: 'blocked', reason: blocked };
  const parties = partiesOf(claims);
  const [first] = parties;
  // A service that is being retired shows its ports until its files are read again.
  const isOnItsWay =
    row?.previousOwner !== undefined &&
    parties.every(party => isSameParty(party, row.previousOwner!));
  if (first !== undefined && !isOnItsWay) {
    return {
      state: 'observed',
      owner: first,
      reason: `${partyName(first)} claims it, and has not reserved it`,
    };
  }
  return row
    ? { state: 'quarantined', owner: row.previousOwner, ...until }
    : { state: 'free' };
}

/** An entity, or a Compose service, as people call it. */
export function partyName(party: string): string {
  return party.startsWith(COMPOSE)
    ? `the Compose service ${party.slice(COMPOSE.length)}`
    : party;
}

export function locationsOf(claims: Claim[]): PortLocation[] {
  return claims.slice(0, MOST_PLACES).map(({ file, line, url, claimant }) => ({
    file,
    line,
    ...(url && { url }),
    ...(claimant.startsWith(COMPOSE)
      ? { composeService: claimant.slice(COMPOSE.length) }
      : { owner: claimant }),
  }));
}
