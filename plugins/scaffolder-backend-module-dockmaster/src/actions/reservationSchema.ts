import { BundlePorts, Reservation } from '@huleedu/plugin-dockmaster-common';
import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** What a dry run gives as the id of a reservation that it did not make. */
export const PREVIEW_ID = 'preview';

/** What the actions on ports say of a reservation. */
export const reservationOutput = {
  id: (z: Zod) => z.string().describe('The reservation; later steps name it'),
  version: (z: Zod) =>
    z.number().describe('Grows with every change of the reservation'),
  owner: (z: Zod) => z.string().describe('Entity ref of the service'),
  state: (z: Zod) =>
    z
      .enum(['leased', 'active'])
      .describe('Leased ports go back when their lease ends; active ones stay'),
  expiresAt: (z: Zod) =>
    z.string().optional().describe('When the lease ends, ISO 8601'),
  ports: (z: Zod) =>
    z
      .object({
        http: z.number().optional(),
        prometheus: z.number().optional(),
        database: z.number().optional(),
      })
      .describe('The numbers, by role'),
  preview: (z: Zod) =>
    z
      .boolean()
      .describe(
        'True in a dry run: nothing was taken, and nothing is promised',
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
