import {
  PortOverview,
  PortPool,
  PortState,
} from '@huleedu/plugin-dockmaster-common';
import {
  displayName,
  plainSentence,
} from '../../../shared/EntityOrComposeLink';
import { PORT_STATES } from '../../ports';

/** The ports that a person may choose. */
export type ChosenRole = 'http' | 'database';

/** What was chosen; a role that is left out is chosen by the registry. */
export type ChosenPorts = Partial<Record<ChosenRole, number>>;

export type PortChoice = {
  port: number;
  state: PortState;
  canBeChosen: boolean;
  /** The state, who has it and why it cannot be had, in a few words. */
  description: string;
  /** Of an HTTP port. */
  partner?: number;
};

/**
 * Every number of a pool.
 *
 * @param owner - entity ref of the service that it is for: what is leased to it already may be chosen
 */
export function portChoices(
  pool: PortPool | undefined,
  owner: string,
): PortChoice[] {
  return (pool?.ports ?? []).map(entry => {
    const { port, state, partner, reason } = entry;
    const isOwn =
      entry.owner === owner && ['leased', 'quarantined'].includes(state);
    // The partner's number stands beside: `9094 is blocked: …` is enough.
    const why = reason && plainSentence(reason).replace(/^Its partner /, '');
    const who = entry.owner && displayName(entry.owner);
    return {
      port,
      state,
      partner,
      canBeChosen: state === 'free' || isOwn,
      description: [PORT_STATES[state], isOwn ? 'for this service' : who ?? why]
        .filter(Boolean)
        .join(', '),
    };
  });
}

/** The roles that a service has a say in. */
export function rolesOf(service: {
  kind?: unknown;
  database?: unknown;
}): ChosenRole[] {
  return [
    ...(service.kind === 'worker' ? [] : (['http'] as const)),
    ...(service.database === true ? (['database'] as const) : []),
  ];
}

/** Without the numbers of roles that the service does not have. */
export function ofRoles(ports: ChosenPorts, roles: ChosenRole[]): ChosenPorts {
  return Object.fromEntries(
    roles.flatMap(role =>
      ports[role] === undefined ? [] : [[role, ports[role]]],
    ),
  );
}

/** Why chosen numbers cannot be had any more, each in a sentence. */
export function faultsOfChoice(
  chosen: ChosenPorts,
  { pools }: PortOverview,
  owner: string,
): string[] {
  return Object.entries(chosen).flatMap(([role, port]) => {
    const pool = pools.find(({ name }) => name === role);
    const choice = portChoices(pool, owner).find(item => item.port === port);
    if (choice?.canBeChosen) return [];
    return choice
      ? `${port} cannot be had: it is ${choice.description}.`
      : `${port} is no number from ${pool?.from} to ${pool?.to}.`;
  });
}
