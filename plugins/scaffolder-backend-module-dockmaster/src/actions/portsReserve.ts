import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  DockmasterApi,
  Reservation,
  ReserveRequest,
} from '@huleedu/plugin-dockmaster-common';
import { Standard } from '@huleedu/rule-087';
import { entityRefOf, nameTaken, validateName } from '../changes/names';
import { ModuleConfig } from '../config';
import { findReservation } from '../registry/findReservation';
import { RegistryAccess } from '../registry/RegistryAccess';
import { RegistryError } from '../registry/RegistryError';
import { examples } from './portsReserve.examples';
import {
  describePorts,
  outputReservation,
  PREVIEW_ID,
  reservationOutput,
} from './reservationSchema';

/** Reserves ports for a service, which need not exist yet. A task that is retried gets the same ports. */
export function createPortsReserveAction(options: {
  access: RegistryAccess;
  catalog: CatalogService;
  config: ModuleConfig;
}) {
  const { access, catalog, config } = options;
  return createTemplateAction({
    id: 'dockmaster:ports:reserve',
    description:
      'Reserves all ports of a service, or none. They are leased to the user of the task until they are confirmed. ' +
      'A task that is retried gets the same ports. A dry run shows the ports and reserves none.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        service: z =>
          z
            .string()
            .optional()
            .describe(
              'Name of the folder of a new service. Refused if the service is already in the catalog, unless this task created it. Required without owner',
            ),
        owner: z =>
          z
            .string()
            .optional()
            .describe(
              'Entity ref of a service, for example component:default/billing-service, which need not exist yet. Required without service',
            ),
        kind: z =>
          z
            .enum(['http', 'worker'])
            .optional()
            .describe(
              'An http service gets an HTTP port and a Prometheus port, a worker neither. By default http',
            ),
        database: z =>
          z.boolean().optional().describe('Also reserve a port for a database'),
        ports: z =>
          z
            .object({
              http: z.number().int().optional(),
              database: z.number().int().optional(),
            })
            .optional()
            .describe(
              'Requested numbers. The action fails if one is not available',
            ),
        ttl: z =>
          z
            .string()
            .optional()
            .describe('Duration of the lease, ISO 8601, such as PT24H'),
        environment: z =>
          z
            .string()
            .optional()
            .describe('The environment of the ports. By default "default"'),
      },
      output: reservationOutput,
    },
    async handler(ctx) {
      const { service, ...rest } = ctx.input;
      const input = { ...rest, owner: ownerOf(ctx.input, config.standard) };
      const client = access.clientFor(ctx);
      const refuseExisting = async () => {
        if (service === undefined) return;
        const credentials = await access.credentialsOf(ctx);
        if (await catalog.getEntityByRef(input.owner, { credentials }))
          throw nameTaken(input.owner);
      };
      if (ctx.isDryRun) {
        await refuseExisting();
        const { ports, owner } = await client.previewPorts(input);
        ctx.logger.info(`Would be reserved now: ${describePorts(ports)}`);
        outputReservation(ctx, {
          id: PREVIEW_ID,
          version: 0,
          owner,
          state: 'leased',
          ports,
          preview: true,
        });
        return;
      }

      const request: ReserveRequest = { ...input, task: ctx.task.id };
      let reservation: Reservation | undefined;
      const known = await ctx.checkpoint({
        key: `ports.reserve.${input.environment ?? 'default'}.${input.owner}`,
        fn: async () => {
          await refuseExisting();
          reservation = await client.reservePorts(request);
          const { id, ports } = reservation;
          return { id, ports };
        },
      });
      reservation ??=
        (await findReservation(client, known.id)) ??
        (await takeAgain(client, request, known.ports, ctx.logger));
      const { ports, expiresAt } = reservation;
      ctx.logger.info(
        `Reserved for ${reservation.owner}: ${describePorts(ports)}${
          expiresAt ? `, until ${expiresAt} unless confirmed` : ''
        }`,
      );
      outputReservation(ctx, reservation);
    },
  });
}

/** @throws InputError if the input names no service, or its name is not valid */
function ownerOf(
  { service, owner }: { service?: string; owner?: string },
  standard: Standard,
): string {
  if ((service === undefined) === (owner === undefined))
    throw new InputError(
      'The input contains both service and owner, or neither. Give one of them.',
    );
  if (service === undefined) return owner!;
  validateName(service, standard);
  return entityRefOf(service);
}

/** Reserves again after the lease has ended: the same numbers if they are still available. */
async function takeAgain(
  client: DockmasterApi,
  request: ReserveRequest,
  { http, database }: Reservation['ports'],
  logger: LoggerService,
): Promise<Reservation> {
  try {
    return await client.reservePorts({ ...request, ports: { http, database } });
  } catch (error) {
    if (!RegistryError.has(error, 'PORT_TAKEN')) throw error;
    logger.warn(
      `The lease has ended, and another service has its ports: ${error.message}`,
    );
    return client.reservePorts(request);
  }
}
