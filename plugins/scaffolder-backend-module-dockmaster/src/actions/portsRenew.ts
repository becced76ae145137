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

/** Lets a lease wait for a pull request. @public */
export function createPortsRenewAction({ access }: { access: RegistryAccess }) {
  return createTemplateAction({
    id: 'dockmaster:ports:renew',
    description:
      'Lets a lease last longer. With a pull request it lasts as long as that may take (thirty days, unless configured otherwise); ' +
      'the ports become active once the service is in the catalog and its files show them. A dry run changes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        id: z => z.string().describe('The reservation'),
        pullRequest: z =>
          z
            .string()
            .optional()
            .describe('URL of the pull request that the lease waits for'),
        ttl: z =>
          z
            .string()
            .optional()
            .describe(
              'How long the lease lasts from now, as an ISO 8601 duration such as P7D',
            ),
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
          `The reservation ${id} is gone: its lease has ended, or somebody released it. Press Retry, which reserves anew.`,
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
