import {
  PoolPort,
  PortOverview,
  PortRole,
} from '@huleedu/plugin-dockmaster-common';

/** A number with what it is for. */
export type KnownPort = PoolPort & { role: PortRole };

/** Every number of the pools and outside of them. */
function knownPorts({ pools, outside }: PortOverview): KnownPort[] {
  return [
    ...pools.flatMap(({ name, ports }) =>
      ports.map(port => ({ ...port, role: name })),
    ),
    ...outside,
  ];
}

/** Who has or claims a number, the first first. */
export function claimantsOf({
  owner,
  locations = [],
}: Pick<PoolPort, 'owner' | 'locations'>): string[] {
  const claimants = locations.flatMap(place =>
    place.composeService === undefined
      ? place.owner ?? []
      : `compose:${place.composeService}`,
  );
  return [...new Set([...(owner ? [owner] : []), ...claimants])];
}

const IS_TAKEN = new Set(['active', 'leased', 'observed', 'conflict']);

/** Puts in place of the partner that the rule wants the one that the owner of a taken number really has. */
export function withRealPartners(overview: PortOverview): KnownPort[] {
  const all = knownPorts(overview);
  return all.map(port => {
    const { role, owner, state, partner } = port;
    if (role === 'database' || !owner || !IS_TAKEN.has(state)) return port;
    const other = role === 'http' ? 'prometheus' : 'http';
    const real = all
      .filter(
        candidate =>
          candidate.role === other && claimantsOf(candidate).includes(owner),
      )
      .map(candidate => candidate.port);
    if (partner !== undefined && real.includes(partner)) return port;
    return { ...port, partner: real[0] };
  });
}

/** Those who have ports in the registry. */
export function registeredOwners(overview: PortOverview): Set<string> {
  return new Set(
    knownPorts(overview).flatMap(({ state, owner }) =>
      (state === 'active' || state === 'leased') && owner ? [owner] : [],
    ),
  );
}
