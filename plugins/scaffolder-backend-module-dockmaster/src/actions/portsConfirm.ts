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

/** Makes leased ports stay. @public */
export function createPortsConfirmAction({
  access,
}: {
  access: RegistryAccess;
}) {
  return createTemplateAction({
    id: 'dockmaster:ports:confirm',
    description:
      'Makes reserved ports stay: from leased to active. Where they are active already it does nothing. A dry run changes nothing.',
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
        ctx.logger.info('The ports would be made active');
        return;
      }
      const client = access.clientFor(ctx);
      const reservation = await confirm(client, id, ctx.task.id);
      const { owner, ports, state } = reservation;
      if (state === 'active') {
        ctx.logger.info(`Active for ${owner}: ${describePorts(ports)}`);
      } else {
        ctx.logger.warn(
          `${owner} is in the catalog already, and only its owners confirm its ports now. The registry does so itself once it has seen them in the service’s files.`,
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
        `The reservation ${id} is gone: its lease has ended, or somebody released it. Press Retry, which reserves anew.`,
      );
    }
    if (reservation.state === 'active') return reservation;
    try {
      return await client.confirmPorts(reservation);
    } catch (error) {
      const isRefused = toError(error).name === 'NotAllowedError';
      if (isRefused && reservation.task === task) return reservation;
      // The registry itself confirms what it sees in the files, between reading and writing too.
      if (!RegistryError.has(error, 'STALE_VERSION')) throw error;
    }
  }
}
