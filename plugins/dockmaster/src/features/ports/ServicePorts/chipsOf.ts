import {
  PortDrift,
  PortRole,
  PortState,
} from '@huleedu/plugin-dockmaster-common';
import { ServicePorts } from './useServicePorts';
import { ROLE_ORDER } from '../PortState';

export type PortChip = {
  environment: string;
  role: PortRole;
  port: number;
  state: PortState;
  /** The other number that the files say. */
  says?: number;
  until?: string;
};

/** A service's ports: those in the registry, and those that only its files know. */
export function chipsOf({ reservations, drift }: ServicePorts): PortChip[] {
  const registered = reservations.flatMap(
    ({ environment, ports, state, expiresAt }) =>
      ROLE_ORDER.flatMap((role): PortChip[] => {
        const port = ports[role];
        if (port === undefined) return [];
        const inConflict = drift.some(
          entry =>
            entry.code === 'CONFLICT' &&
            entry.environment === environment &&
            entry.port === port,
        );
        const mismatch = drift.find(
          entry =>
            entry.code === 'MISMATCH' &&
            entry.environment === environment &&
            entry.registered === port,
        );
        return [
          {
            environment,
            role,
            port,
            state: inConflict ? 'conflict' : state,
            ...(mismatch?.port !== undefined && { says: mismatch.port }),
            ...(expiresAt && { until: expiresAt }),
          },
        ];
      }),
  );
  const observed = drift.flatMap((entry): PortChip[] => {
    const { code, environment, role, port } = entry;
    if (code !== 'UNREGISTERED' || port === undefined || !isRole(role))
      return [];
    return [{ environment, role, port, state: 'observed' }];
  });
  return [...registered, ...observed.sort(byRole)];
}

/** Differences that no chip says already. */
export function remainingDrift({ drift }: ServicePorts): PortDrift[] {
  return drift.filter(({ code }) => code !== 'UNREGISTERED');
}

function isRole(role: PortDrift['role']): role is PortRole {
  return role !== undefined && role !== 'other';
}

function byRole(a: PortChip, b: PortChip): number {
  return ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role);
}
