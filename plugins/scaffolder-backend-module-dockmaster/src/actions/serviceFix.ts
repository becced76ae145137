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

/** The diff is stored with the task and shown at its end. The diff of a rewritten Dockerfile is a tenth of this. */
const LONGEST_PATCH = 50_000;

/** The clause that no two services use the same port. */
const UNIQUE = '8.1.unique';

/** Fixes the files of a service, in the workspace. */
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
      'Fixes a service’s violations of rule 087 as far as possible without a decision, with the ports that are reserved for it. ' +
      `Writes the changed files into the folder ${FILES_FOLDER}/ of the workspace, for a step that publishes them. ` +
      'The task fails if clauses fail and none of them can be fixed.',
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
              'The reserved ports. By default those that the registry has for the service',
            ),
        preview: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Show the changes and the ports that they need, and write nothing. The task does not fail then',
            ),
      },
      output: {
        ...changesOutput,
        patch: z =>
          z
            .string()
            .describe(
              'The changes as a unified diff, truncated if it is very long',
            ),
        fixed: z =>
          z
            .array(z.string())
            .describe('Ids of the clauses that failed before and pass now'),
        remaining: z =>
          z
            .array(
              z.object({
                id: z.string(),
                reason: z.string(),
                needs: z.enum(['http', 'database']).optional(),
              }),
            )
            .describe('The clauses that still fail, with the reason'),
        needs: z =>
          z
            .array(z.enum(['http', 'database']))
            .describe(
              'The ports to reserve for the remaining clauses. Empty if no port would help',
            ),
        lease: z =>
          z
            .string()
            .optional()
            .describe(
              'Id of the leased reservation of its ports. Confirm or renew it after the change is published',
            ),
        conforms: z =>
          z
            .boolean()
            .optional()
            .describe(
              'The verdict on the changed files. Absent if it is undecided',
            ),
        score: z => z.number().optional().describe('0 to 100'),
      },
    },
    async handler(ctx) {
      const { preview = false } = ctx.input;
      const { entity, entityRef } = await entities.find(ctx.input.entityRef, {
        context: ctx,
        permission: serviceFixPermission,
        action: 'fix it',
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
        // A retried task has its ports by now, but must take the same path.
        const first = await ctx.checkpoint({
          key: `service.fix.needs.${entityRef}`,
          fn: async () => ({ needs: fixed.needs }),
        });
        if (needs.length === 0) needs = first.needs;
        const ids = fixed.fixed.join(', ') || 'nothing';
        ctx.logger.info(`Would be fixed: ${ids}`);
        ctx.logger.info(`Needs these ports: ${needs.join(', ') || 'none'}`);
      } else {
        // A retried task that has already fixed something must not fail for the rest.
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

/** The Prometheus port follows from the HTTP port. */
function givenPorts(ports: GivenPorts | undefined): GivenPorts | undefined {
  return ports && { http: ports.http, database: ports.database };
}

/** Clauses that the portal waives need no fix. */
function withoutWaived(fixed: Fixed, { waived = [] }: ServiceFix): Fixed {
  const remaining = fixed.remaining.filter(({ id }) => !waived.includes(id));
  const isNeeded = remaining.some(({ needs }) => needs !== undefined);
  return { ...fixed, remaining, needs: isNeeded ? fixed.needs : [] };
}

/** @throws InputError if clauses fail and none of them is fixed */
function assertFixed(
  { files, remaining, needs }: Fixed,
  { ports }: FixRequest,
  entityRef: string,
) {
  if (files.length > 0 || remaining.length === 0) return;
  const lines = remaining.map(({ id, reason }) => `${id}: ${reason}`);
  const reserved = describePorts(ports);
  if (needs.length > 0) {
    lines.push(`The fix needs reserved ports: ${needs.join(', ')}.`);
  } else if (reserved && remaining.some(({ id }) => id === UNIQUE)) {
    lines.push(
      `${reserved} is reserved for this service, but another service uses it too. Fix that service, or release the reservation on the page Ports to get other ports.`,
    );
  }
  throw new InputError(
    `No failing clause of ${entityRef} can be fixed.\n${lines.join('\n')}`,
  );
}

function cutOff(patch: string): string {
  if (patch.length <= LONGEST_PATCH) return patch;
  const end = patch.lastIndexOf('\n', LONGEST_PATCH);
  const lines = patch.slice(end + 1).split('\n').length - 1;
  return `${patch.slice(0, end)}\n… and ${lines} more lines\n`;
}
