import { NotFoundError, toError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { DockmasterApi, Reservation } from '@huleedu/plugin-dockmaster-common';
import { findReservation } from '../registry/findReservation';
import { RegistryAccess } from '../registry/RegistryAccess';
import { RegistryError } from '../registry/RegistryError';
import { examples } from './portsConfirm.examples';
import {
  describePorts,
  outputReservation,
  reservationOutput,
} from './reservationSchema';

/** Makes leased ports active. */
export function createPortsConfirmAction({
  access,
}: {
  access: RegistryAccess;
}) {
  return createTemplateAction({
    id: 'dockmaster:ports:confirm',
    description:
      'Makes leased ports active, so that they stay. Active ports stay as they are. A dry run changes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        id: z => z.string().describe('The reservation'),
      },
      output: reservationOutput,
    },
    async handler(ctx) {
      const { id } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info('The ports would become active');
        return;
      }
      const client = access.clientFor(ctx);
      const reservation = await confirm(client, id, ctx.task.id);
      const { owner, ports, state } = reservation;
      if (state === 'active') {
        ctx.logger.info(`Active for ${owner}: ${describePorts(ports)}`);
      } else {
        ctx.logger.warn(
          `${owner} is already in the catalog, so only its owners may confirm its ports. The registry confirms them when it finds them in the files of the service.`,
        );
      }
      outputReservation(ctx, reservation);
    },
  });
}

async function confirm(
  client: DockmasterApi,
  id: string,
  task: string,
): Promise<Reservation> {
  for (;;) {
    const reservation = await findReservation(client, id);
    if (!reservation) {
      throw new NotFoundError(
        `The reservation ${id} no longer exists: its lease has ended, or someone released it. Press Retry to reserve again.`,
      );
    }
    if (reservation.state === 'active') return reservation;
    try {
      return await client.confirmPorts(reservation);
    } catch (error) {
      const isRefused = toError(error).name === 'NotAllowedError';
      if (isRefused && reservation.task === task) return reservation;
      // The registry may confirm the ports between reading and writing.
      if (!RegistryError.has(error, 'STALE_VERSION')) throw error;
    }
  }
}
