import {
  BundlePorts,
  PortImportRow,
  PortRole,
} from '@huleedu/plugin-dockmaster-common';
import { claimsByOwner } from './drift';
import { partyName, locationsOf } from './overview';
import { Claim, isSameParty } from './PortFacts';
import { Snapshot } from './PortStore';

const ROLES: PortRole[] = ['http', 'prometheus', 'database'];

/**
 * What importing would write for each service, and why.
 *
 * @remarks
 * Every service keeps the numbers that its files say: nobody is moved, inside the pools or outside.
 */
export function planImport(
  owners: string[],
  snapshot: Snapshot,
): PortImportRow[] {
  const claims = claimsByOwner(snapshot);
  const registered = new Map(
    snapshot.reservations.map(reservation => [reservation.owner, reservation]),
  );
  return [...new Set([...owners, ...claims.keys()])].sort().map(owner => {
    const held = registered.get(owner);
    if (held) {
      return {
        owner,
        outcome: 'unchanged',
        ports: held.ports,
        reason: 'It is registered already.',
        locations: [],
      };
    }
    if (!owners.includes(owner)) {
      return {
        owner,
        outcome: 'not-applicable',
        ports: {},
        reason: 'It is not in the catalog any more.',
        locations: [],
      };
    }
    return planFor(owner, claims.get(owner) ?? {}, snapshot);
  });
}

function planFor(
  owner: string,
  roles: Partial<Record<PortRole, Claim[]>>,
  snapshot: Snapshot,
): PortImportRow {
  const said = ROLES.flatMap(role => {
    const [claim] = roles[role] ?? [];
    return claim ? [[role, claim] as const] : [];
  });
  const ports: BundlePorts = Object.fromEntries(
    said.map(([role, { port }]) => [role, port]),
  );
  const locations = locationsOf(said.map(([, claim]) => claim));
  const row = (
    outcome: PortImportRow['outcome'],
    reason: string,
  ): PortImportRow => ({ owner, outcome, ports, reason, locations });
  const { facts } = snapshot;
  const { pools } = facts;
  if (said.length === 0) {
    const isUnresolved = snapshot.observations.some(
      observation => observation.owner === owner && observation.port === null,
    );
    return row(
      'not-applicable',
      isUnresolved
        ? 'Its files name ports that cannot be computed.'
        : 'Its files declare and publish no port of its own.',
    );
  }
  for (const [, { port }] of said) {
    const other = [facts.row(port)?.owner ?? undefined]
      .concat(facts.claims(port).map(({ claimant }) => claimant))
      .find(party => party !== undefined && !isSameParty(party, owner));
    if (other !== undefined) {
      return row('conflict', `${port} is claimed by ${partyName(other)} too.`);
    }
  }
  for (const [, { port }] of said) {
    const reason = facts.blockedBecause(port);
    if (reason !== undefined) {
      return row('blocked', `${port} is blocked: ${reason}`);
    }
  }
  const legacy = [
    ports.http !== undefined &&
      !(ports.http >= pools.http.from && ports.http <= pools.http.to) &&
      `HTTP ${ports.http} lies outside ${pools.http.from}–${pools.http.to}`,
    ports.http !== undefined &&
      ports.prometheus !== undefined &&
      ports.prometheus !== ports.http + pools.prometheusOffset &&
      `Prometheus ${ports.prometheus} is not ${
        ports.http + pools.prometheusOffset
      }`,
    ports.database !== undefined &&
      !(
        ports.database >= pools.database.from &&
        ports.database <= pools.database.to
      ) &&
      `the database's ${ports.database} lies outside ${pools.database.from}–${pools.database.to}`,
  ].filter(Boolean);
  return legacy.length > 0
    ? row('legacy', `It keeps its ports, though ${legacy.join(', and ')}.`)
    : row('assigned', 'Its files say these ports, and the rule allows them.');
}
