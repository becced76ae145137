import { UrlReaderService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ServiceFix,
  serviceFixPermission,
} from '@huleedu/plugin-dockmaster-common';
import { DEFAULT_ENVIRONMENT } from '@huleedu/rule-087';
import { GivenPorts } from '@huleedu/service-fixer';
import { ServiceEntities } from '../catalog/ServiceEntities';
import {
  changeSetOf,
  FILES_FOLDER,
  writeChangeSet,
} from '../changes/ChangeSet';
import { FixRequest, fixRequestOf } from '../changes/fixRequest';
import { changesOf, Fixed, fixInRepository } from '../changes/fixInRepository';
import { ModuleConfig } from '../config';
import { chooseMonorepo } from '../monorepo/chooseMonorepo';
import { MonorepoFiles } from '../monorepo/MonorepoFiles';
import { reservationOf } from '../registry/findReservation';
import { RegistryAccess } from '../registry/RegistryAccess';
import { changesOutput, outputChanges } from './changesSchema';
import { logChanges } from './logChanges';
import { describePorts } from './reservationSchema';
import { examples } from './serviceFix.examples';

/** A diff is stored with the task and shown at its end. That of a Dockerfile that is written anew is a tenth of this. */
const LONGEST_PATCH = 50_000;

/** The clause by which nobody else has a service's ports. */
const UNIQUE = '8.1.unique';

/** Fixes a service's files in the workspace. @public */
export function createServiceFixAction(options: {
  access: RegistryAccess;
  config: ModuleConfig;
  entities: ServiceEntities;
  urlReader: UrlReaderService;
}) {
  const { access, config, entities, urlReader } = options;
  return createTemplateAction({
    id: 'dockmaster:service:fix',
    description:
      'Fixes what a service does not keep of rule 087, as far as that goes by itself, with the ports that are reserved for it. ' +
      `The changed files are written into the folder ${FILES_FOLDER}/ of the workspace; a step that publishes them follows. ` +
      'The task fails where something is wrong and nothing of it can be fixed. Where nothing is left to do, it says so.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z => z.string().describe('The service in the catalog'),
        ports: z =>
          z
            .object({
              http: z.number().int().optional(),
              prometheus: z.number().int().optional(),
              database: z.number().int().optional(),
            })
            .optional()
            .describe(
              'As they were reserved. By default those that the registry has for the service',
            ),
        preview: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Only says what would be done and what it needs: nothing is written, and the task goes on whatever that is',
            ),
      },
      output: {
        ...changesOutput,
        patch: z =>
          z
            .string()
            .describe(
              'What changes, as a unified diff; a very long one is cut off',
            ),
        fixed: z =>
          z
            .array(z.string())
            .describe('Ids of the clauses that failed and no longer do'),
        remaining: z =>
          z
            .array(
              z.object({
                id: z.string(),
                reason: z.string(),
                needs: z.enum(['http', 'database']).optional(),
              }),
            )
            .describe('The clauses that still fail, and why'),
        needs: z =>
          z
            .array(z.enum(['http', 'database']))
            .describe(
              'The ports that would have to be reserved for what remains; empty where that would not help',
            ),
        lease: z =>
          z
            .string()
            .optional()
            .describe(
              'Id of the reservation of its ports, where that ends by itself: confirm or renew it once the change is published',
            ),
        conforms: z =>
          z
            .boolean()
            .optional()
            .describe(
              'What the result comes to by its files; absent where it is undecided',
            ),
        score: z => z.number().optional().describe('0 to 100'),
      },
    },
    async handler(ctx) {
      const { preview = false } = ctx.input;
      const { entity, entityRef } = await entities.find(ctx.input.entityRef, {
        context: ctx,
        permission: serviceFixPermission,
        deed: 'fix it',
      });
      const client = access.clientFor(ctx);
      const known = await client.getFix(parseEntityRef(entityRef));
      const { url, request } = fixRequestOf(entity, config.monorepos, {
        ...known,
        ports: givenPorts(ctx.input.ports) ?? known.ports,
      });
      const monorepo = chooseMonorepo(config.monorepos, url);
      const { signal } = ctx;
      const source = new MonorepoFiles({ urlReader, monorepo, signal });
      const fixed = withoutWaived(
        await fixInRepository(request, config.standard, source),
        known,
      );
      const changes = changesOf(fixed);
      const set = changeSetOf(changes, {
        monorepo: monorepo.url,
        request,
        directory: request.place.directory,
      });
      ctx.signal?.throwIfAborted();

      const { remaining, report } = fixed;
      let { needs } = fixed;
      let done = { patch: cutOff(changes.patch), fixed: fixed.fixed };
      if (preview) {
        // A task that is run again has what it needed, and goes the same way.
        const first = await ctx.checkpoint({
          key: `service.fix.needs.${entityRef}`,
          fn: async () => ({ needs: fixed.needs }),
        });
        if (needs.length === 0) needs = first.needs;
        const ids = fixed.fixed.join(', ') || 'nothing';
        ctx.logger.info(`Would be fixed: ${ids}`);
        ctx.logger.info(`Ports that it needs: ${needs.join(', ') || 'none'}`);
      } else {
        // Nor is it to fail for what remains, where it has fixed the rest.
        const first = await ctx.checkpoint({
          key: `service.fix.${entityRef}`,
          fn: async () => {
            assertFixed(fixed, request, entityRef);
            return done;
          },
        });
        if (changes.changedFiles.length === 0) done = first;
        await writeChangeSet(ctx.workspacePath, set);
        logChanges(ctx.logger, changes);
        for (const id of fixed.fixed) ctx.logger.info(`fixed   ${id}`);
        const reserved = await reservationOf(
          client,
          entityRef,
          DEFAULT_ENVIRONMENT,
        );
        if (reserved?.state === 'leased') ctx.output('lease', reserved.id);
      }
      outputChanges(ctx, set, { entityRef, notes: changes.notes });
      ctx.output('patch', done.patch);
      ctx.output('fixed', done.fixed);
      ctx.output('remaining', remaining);
      ctx.output('needs', needs);
      if (report.conforms !== null) ctx.output('conforms', report.conforms);
      if (report.score !== null) ctx.output('score', report.score);
    },
  });
}

/** Prometheus' port follows from the other. */
function givenPorts(ports: GivenPorts | undefined): GivenPorts | undefined {
  return ports && { http: ports.http, database: ports.database };
}

/** What the portal waives need not be fixed. */
function withoutWaived(fixed: Fixed, { waived = [] }: ServiceFix): Fixed {
  const remaining = fixed.remaining.filter(({ id }) => !waived.includes(id));
  const isNeeded = remaining.some(({ needs }) => needs !== undefined);
  return { ...fixed, remaining, needs: isNeeded ? fixed.needs : [] };
}

/** @throws InputError where something fails, and nothing of it is fixed */
function assertFixed(
  { files, remaining, needs }: Fixed,
  { ports }: FixRequest,
  entityRef: string,
) {
  if (files.length > 0 || remaining.length === 0) return;
  const lines = remaining.map(({ id, reason }) => `${id}: ${reason}`);
  const reserved = describePorts(ports);
  if (needs.length > 0) {
    lines.push(`It needs ports that are reserved for it: ${needs.join(', ')}.`);
  } else if (reserved && remaining.some(({ id }) => id === UNIQUE)) {
    lines.push(
      `Reserved for it are ${reserved}, which somebody else uses, too. Fix that service, or release these on the page Ports, and this one gets others.`,
    );
  }
  throw new InputError(
    `Nothing of ${entityRef} can be fixed.\n${lines.join('\n')}`,
  );
}

function cutOff(patch: string): string {
  if (patch.length <= LONGEST_PATCH) return patch;
  const end = patch.lastIndexOf('\n', LONGEST_PATCH);
  const lines = patch.slice(end + 1).split('\n').length - 1;
  return `${patch.slice(0, end)}\n… and ${lines} more lines\n`;
}
