import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { findReservation, reservationOf } from '../registry/findReservation';
import { RegistryAccess } from '../registry/RegistryAccess';
import { examples } from './portsRelease.examples';
import { describePorts } from './reservationSchema';

/** Gives ports back. @public */
export function createPortsReleaseAction({
  access,
}: {
  access: RegistryAccess;
}) {
  return createTemplateAction({
    id: 'dockmaster:ports:release',
    description:
      'Gives the ports of a service back; they rest in quarantine for a while. Where there are none it does nothing. A dry run says which they are.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        owner: z =>
          z
            .string()
            .optional()
            .describe('Entity ref of the service; this, or id'),
        id: z => z.string().optional().describe('The reservation; or owner'),
        environment: z =>
          z
            .string()
            .optional()
            .describe('Of the owner’s ports. By default "default"'),
      },
      output: {
        released: z =>
          z.boolean().describe('False where there was nothing to release'),
        ports: z =>
          z
            .object({
              http: z.number().optional(),
              prometheus: z.number().optional(),
              database: z.number().optional(),
            })
            .describe('The numbers that were given back'),
        quarantinedUntil: z =>
          z
            .string()
            .optional()
            .describe(
              'Until when only the same service gets them again, ISO 8601',
            ),
      },
    },
    async handler(ctx) {
      const { owner, id, environment = 'default' } = ctx.input;
      if ((owner === undefined) === (id === undefined)) {
        throw new InputError(
          'Give either the owner or the id of a reservation.',
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
