import { PortDrift, PortRole } from '@huleedu/plugin-dockmaster-common';
import { PortRange, prometheusRange } from '@huleedu/rule-087';
import { buildersOf, ObservationRow } from './claims';
import { partyName, locationsOf } from './overview';
import { Claim, COMPOSE, isSameParty } from './PortFacts';
import { Snapshot } from './PortStore';

/** Where the fleet's files, the registry and the pools differ; the gravest first. */
export function driftOf(environment: string, snapshot: Snapshot): PortDrift[] {
  return [
    ...conflicts(snapshot),
    ...unregistered(snapshot),
    ...mismatches(snapshot),
    ...scrapes(snapshot),
    ...offsets(snapshot),
    ...outOfPool(snapshot),
    ...unresolved(snapshot),
    ...literals(snapshot),
  ].map(drift => ({ environment, ...drift }));
}

type Drift = Omit<PortDrift, 'environment'>;

/** The claims of each entity, by what they are for. */
export function claimsByOwner({
  facts,
}: Snapshot): Map<string, Partial<Record<PortRole, Claim[]>>> {
  const owners = new Map<string, Partial<Record<PortRole, Claim[]>>>();
  for (const claim of facts.allClaims) {
    if (claim.claimant.startsWith(COMPOSE) || claim.role === 'other') continue;
    const roles = owners.get(claim.claimant) ?? {};
    roles[claim.role] = [...(roles[claim.role] ?? []), claim];
    owners.set(claim.claimant, roles);
  }
  return owners;
}

/** A number that more than one claims, be it in files or in the registry. */
function conflicts({ facts }: Snapshot): Drift[] {
  const ports = new Set(facts.allClaims.map(({ port }) => port));
  return [...ports].sort(ascending).flatMap((port): Drift[] => {
    const claims = facts.claims(port);
    const row = facts.row(port);
    const holder =
      row && row.state !== 'quarantined' && row.owner ? [row.owner] : [];
    const parties = [
      ...new Set([...holder, ...claims.map(({ claimant }) => claimant)]),
    ];
    const [first, ...others] = parties;
    const strangers = others.filter(party => !isSameParty(party, first));
    if (strangers.length === 0) return [];
    return [
      {
        code: 'CONFLICT',
        message: `Port ${port} is claimed by ${[first, ...strangers]
          .map(partyName)
          .join(' and ')}. Reserve another one for all but one of them.`,
        owner: first,
        role: claims[0].role,
        port,
        ...(row && holder.length > 0 && { registered: port }),
        locations: locationsOf(claims),
      },
    ];
  });
}

function unregistered(snapshot: Snapshot): Drift[] {
  const { facts, reservations } = snapshot;
  const drifts: Drift[] = [];
  const seen = new Set<string>();
  const held = new Map(
    reservations.map(({ owner, ports }) => [owner, ports] as const),
  );
  for (const claim of facts.allClaims) {
    const { port, role, claimant } = claim;
    const row = facts.row(port);
    const isRegistered = row !== undefined && row.state !== 'quarantined';
    const isKnown = facts.blockedBecause(port) !== undefined;
    const isForeign = claimant.startsWith(COMPOSE);
    const inPool = rangesOf(snapshot).some(range => holds(range, port));
    const key = `${claimant} ${port}`;
    // Who has another number for the same purpose differs from the registry, and that is said below.
    const isOther =
      role !== 'other' && held.get(claimant)?.[role] !== undefined;
    if (isRegistered || isKnown || isOther || seen.has(key)) continue;
    if (isForeign ? !inPool : role === 'other' && !inPool) continue;
    seen.add(key);
    drifts.push({
      code: 'UNREGISTERED',
      message: isForeign
        ? `${partyName(
            claimant,
          )} publishes ${port}, a number of the pools. Block it in dockmaster.yaml with a reason, or move it.`
        : `${claimant} uses ${port}, which is not registered. Import it, or reserve it.`,
      owner: isForeign ? undefined : claimant,
      role,
      port,
      locations: locationsOf(
        facts.claims(port).filter(({ claimant: other }) => other === claimant),
      ),
    });
  }
  return drifts.sort((a, b) => a.port! - b.port!);
}

/** What is registered, and what the owner's files say instead. */
function mismatches(snapshot: Snapshot): Drift[] {
  const claims = claimsByOwner(snapshot);
  return snapshot.reservations.flatMap(({ owner, ports }) => {
    const roles = claims.get(owner);
    if (!roles) return [];
    return (Object.entries(ports) as Array<[PortRole, number]>).flatMap(
      ([role, registered]): Drift[] => {
        const said = roles[role] ?? [];
        if (said.some(({ port }) => port === registered)) return [];
        if (said.length === 0) {
          return role === 'database'
            ? []
            : [
                {
                  code: 'NOT_SEEN',
                  message: `${owner} has the ${role} port ${registered}, and none of its files says so.`,
                  owner,
                  role,
                  port: registered,
                  registered,
                  locations: [],
                },
              ];
        }
        const [{ port }] = said;
        return [
          {
            code: 'MISMATCH',
            message: `${owner} has the ${role} port ${registered}, and its files say ${port}. Write ${registered} there.`,
            owner,
            role,
            port,
            registered,
            locations: locationsOf(said),
          },
        ];
      },
    );
  });
}

function offsets(snapshot: Snapshot): Drift[] {
  const { prometheusOffset } = snapshot.facts.pools;
  return [...claimsByOwner(snapshot)].flatMap(([owner, roles]): Drift[] => {
    const [http] = roles.http ?? [];
    const wanted = http && http.port + prometheusOffset;
    const wrong = (roles.prometheus ?? []).filter(
      ({ port }) => port !== wanted,
    );
    if (wanted === undefined || wrong.length === 0) return [];
    return [
      {
        code: 'OFFSET_DRIFT',
        message: `${owner} has HTTP ${http.port} and Prometheus ${wrong[0].port}; the rule wants ${wanted} (HTTP + ${prometheusOffset}).`,
        owner,
        role: 'prometheus',
        port: wrong[0].port,
        locations: locationsOf(wrong),
      },
    ];
  });
}

function outOfPool(snapshot: Snapshot): Drift[] {
  const { pools } = snapshot.facts;
  const ranges: Partial<Record<PortRole, PortRange>> = {
    http: pools.http,
    database: pools.database,
  };
  return [...claimsByOwner(snapshot)].flatMap(([owner, roles]) =>
    (Object.entries(ranges) as Array<[PortRole, PortRange]>).flatMap(
      ([role, range]): Drift[] => {
        const wrong = (roles[role] ?? []).filter(
          ({ port }) => !holds(range, port),
        );
        if (wrong.length === 0) return [];
        return [
          {
            code: 'OUT_OF_POOL',
            message: `The ${role} port ${wrong[0].port} of ${owner} lies outside ${range.from}–${range.to}.`,
            owner,
            role,
            port: wrong[0].port,
            locations: locationsOf(wrong),
          },
        ];
      },
    ),
  );
}

/** Where Prometheus looks for a service's metrics, and the service has another port for them. */
function scrapes(snapshot: Snapshot): Drift[] {
  const { observations, reservations } = snapshot;
  const builders = buildersOf(observations);
  const claims = claimsByOwner(snapshot);
  return observations.flatMap((row): Drift[] => {
    const { source, port, composeService } = row;
    if (source !== 'scrape' || port === null || composeService === null)
      return [];
    const [owner] = builders.get(composeService) ?? [];
    if (owner === undefined) return [];
    const registered = reservations.find(
      reservation => reservation.owner === owner,
    )?.ports.prometheus;
    const said = claims.get(owner)?.prometheus ?? [];
    const wanted = registered ?? said[0]?.port;
    if (wanted === undefined || wanted === port) return [];
    return [
      {
        code: 'MISMATCH',
        message: `Prometheus scrapes ${composeService} on ${port}, and its metrics are on ${wanted}. Write ${wanted} there.`,
        owner,
        role: 'prometheus',
        port,
        ...(registered !== undefined && { registered }),
        locations: [locationOf(row)],
      },
    ];
  });
}

function unresolved({ observations }: Snapshot): Drift[] {
  const builders = buildersOf(observations);
  return observations
    .filter(
      ({ port, owner, composeService }) =>
        port === null &&
        (owner !== null || !builders.has(composeService ?? '')),
    )
    .map(row => ({
      code: 'UNRESOLVED' as const,
      message: `A port of ${
        row.owner ?? partyName(`${COMPOSE}${row.composeService}`)
      } cannot be computed${
        row.variable ? `: ${row.variable} has no value here` : ''
      }.`,
      owner: row.owner ?? undefined,
      role: row.role,
      locations: [locationOf(row)],
    }));
}

function literals({ observations }: Snapshot): Drift[] {
  return observations
    .filter(({ isLiteral, owner }) => isLiteral && owner !== null)
    .map(row => ({
      code: 'LITERAL' as const,
      message: `${row.source === 'expose' ? 'EXPOSE' : 'The start script'} of ${
        row.owner
      } names ${
        row.port
      } itself, so a change of the variable does not reach it.`,
      owner: row.owner ?? undefined,
      role: row.role,
      port: row.port ?? undefined,
      locations: [locationOf(row)],
    }));
}

function locationOf({ file, line, url, owner }: ObservationRow) {
  return { file, line, ...(url && { url }), ...(owner && { owner }) };
}

function rangesOf({ facts }: Snapshot): PortRange[] {
  const { pools } = facts;
  return [pools.http, prometheusRange(pools), pools.database];
}

function holds({ from, to }: PortRange, port: number): boolean {
  return port >= from && port <= to;
}

function ascending(a: number, b: number): number {
  return a - b;
}
