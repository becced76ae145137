import { NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { findReservation } from '../registry/findReservation';
import { RegistryAccess } from '../registry/RegistryAccess';
import { examples } from './portsRenew.examples';
import {
  describePorts,
  outputReservation,
  reservationOutput,
} from './reservationSchema';

/** Extends a lease, for example until a pull request is merged. */
export function createPortsRenewAction({ access }: { access: RegistryAccess }) {
  return createTemplateAction({
    id: 'dockmaster:ports:renew',
    description:
      'Extends a lease. With a pull request, the lease lasts 30 days by default. ' +
      'The ports become active when the service is in the catalog and its files contain them. A dry run changes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        id: z => z.string().describe('The reservation'),
        pullRequest: z =>
          z
            .string()
            .optional()
            .describe('URL of the pull request that adds the ports'),
        ttl: z =>
          z
            .string()
            .optional()
            .describe('Duration of the lease from now, ISO 8601, such as P7D'),
      },
      output: reservationOutput,
    },
    async handler(ctx) {
      const { id, pullRequest, ttl } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info('The lease would be renewed');
        return;
      }
      const client = access.clientFor(ctx);
      let reservation = await findReservation(client, id);
      if (!reservation) {
        throw new NotFoundError(
          `The reservation ${id} no longer exists: its lease has ended, or someone released it. Press Retry to reserve again.`,
        );
      }
      if (reservation.state === 'leased') {
        reservation = await client.renewPorts(reservation, {
          pullRequest,
          ttl,
        });
      }
      const { owner, ports, expiresAt } = reservation;
      ctx.logger.info(
        `${describePorts(ports)} of ${owner}: ${
          expiresAt ? `leased until ${expiresAt}` : 'active'
        }`,
      );
      outputReservation(ctx, reservation);
    },
  });
}
