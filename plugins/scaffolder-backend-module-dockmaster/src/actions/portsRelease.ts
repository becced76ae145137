import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { findReservation, reservationOf } from '../registry/findReservation';
import { RegistryAccess } from '../registry/RegistryAccess';
import { examples } from './portsRelease.examples';
import { describePorts } from './reservationSchema';

/** Releases the ports of a service. */
export function createPortsReleaseAction({
  access,
}: {
  access: RegistryAccess;
}) {
  return createTemplateAction({
    id: 'dockmaster:ports:release',
    description:
      'Releases the ports of a service into quarantine. Does nothing if there are none. A dry run lists them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        owner: z =>
          z
            .string()
            .optional()
            .describe('Entity ref of the service. Required without id'),
        id: z =>
          z
            .string()
            .optional()
            .describe('The reservation. Required without owner'),
        environment: z =>
          z
            .string()
            .optional()
            .describe('The environment of the ports. By default "default"'),
      },
      output: {
        released: z =>
          z.boolean().describe('False if there was nothing to release'),
        ports: z =>
          z
            .object({
              http: z.number().optional(),
              prometheus: z.number().optional(),
              database: z.number().optional(),
            })
            .describe('The released numbers'),
        quarantinedUntil: z =>
          z
            .string()
            .optional()
            .describe(
              'End of the quarantine, ISO 8601. Until then they are kept for the same service',
            ),
      },
    },
    async handler(ctx) {
      const { owner, id, environment = 'default' } = ctx.input;
      if ((owner === undefined) === (id === undefined)) {
        throw new InputError(
          'The input contains both owner and id, or neither. Give one of them.',
        );
      }
      const client = access.clientFor(ctx);
      const reservation =
        id === undefined
          ? await reservationOf(client, owner!, environment)
          : await findReservation(client, id);
      if (!reservation) {
        ctx.logger.info(`There are no ports of ${owner ?? id} to release`);
        ctx.output('released', false);
        ctx.output('ports', {});
        return;
      }
      const ports = describePorts(reservation.ports);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would be released: ${ports} of ${reservation.owner}`);
        ctx.output('released', false);
        ctx.output('ports', { ...reservation.ports });
        return;
      }
      const release = await client.releasePorts(reservation);
      const { quarantinedUntil } = release;
      ctx.logger.info(
        `Released: ${ports} of ${reservation.owner}${
          quarantinedUntil ? `, in quarantine until ${quarantinedUntil}` : ''
        }`,
      );
      ctx.output('released', release.released);
      ctx.output('ports', { ...release.ports });
      if (quarantinedUntil) ctx.output('quarantinedUntil', quarantinedUntil);
    },
  });
}
