import { BundlePorts, Reservation } from '@huleedu/plugin-dockmaster-common';
import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Id of the reservation in a dry run, which reserves nothing. */
export const PREVIEW_ID = 'preview';

/** Outputs of the actions that change a reservation. */
export const reservationOutput = {
  id: (z: Zod) => z.string().describe('Id of the reservation, for later steps'),
  version: (z: Zod) =>
    z.number().describe('Increases with every change of the reservation'),
  owner: (z: Zod) => z.string().describe('Entity ref of the service'),
  state: (z: Zod) =>
    z
      .enum(['leased', 'active'])
      .describe(
        'Leased ports are released when the lease ends; active ports stay',
      ),
  expiresAt: (z: Zod) =>
    z.string().optional().describe('End of the lease, ISO 8601'),
  ports: (z: Zod) =>
    z
      .object({
        http: z.number().optional(),
        prometheus: z.number().optional(),
        database: z.number().optional(),
      })
      .describe('The port numbers'),
  preview: (z: Zod) =>
    z
      .boolean()
      .describe(
        'True in a dry run: nothing is reserved, and the numbers may change',
      ),
};

export function outputReservation(
  context: {
    output(name: keyof typeof reservationOutput, value: unknown): void;
  },
  reservation: Pick<
    Reservation,
    'id' | 'version' | 'owner' | 'state' | 'expiresAt' | 'ports'
  > & { preview?: boolean },
) {
  const { id, version, owner, state, expiresAt, ports } = reservation;
  context.output('id', id);
  context.output('version', version);
  context.output('owner', owner);
  context.output('state', state);
  if (expiresAt) context.output('expiresAt', expiresAt);
  // A copy: template values must be records of the engine's own realm, which a fetched one is not in tests.
  context.output('ports', { ...ports });
  context.output('preview', reservation.preview ?? false);
}

/** For the log: `HTTP 7011, Prometheus 9103, database 5447`. */
export function describePorts({ http, prometheus, database }: BundlePorts) {
  return [
    http && `HTTP ${http}`,
    prometheus && `Prometheus ${prometheus}`,
    database && `database ${database}`,
  ]
    .filter(Boolean)
    .join(', ');
}
