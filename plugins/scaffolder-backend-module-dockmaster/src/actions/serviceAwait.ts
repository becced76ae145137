import { setTimeout as sleep } from 'node:timers/promises';
import { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';
import { Duration } from 'luxon';
import { findingsOf } from '../changes/findings';
import { ModuleConfig } from '../config';
import { refreshLocations } from '../monorepo/refreshLocations';
import { findReservation } from '../registry/findReservation';
import { RegistryAccess } from '../registry/RegistryAccess';
import { examples } from './serviceAwait.examples';

const POLL_MS = 1_000;

/** Waits until the portal shows a published service. */
export function createServiceAwaitAction(options: {
  access: RegistryAccess;
  auth: AuthService;
  catalog: CatalogService;
  config: ModuleConfig;
}) {
  const { access, auth, catalog, config } = options;
  return createTemplateAction({
    id: 'dockmaster:service:await',
    description:
      'Waits until a service is in the catalog, conforms and has active ports (conforming), or until a retired service has left the catalog (gone). ' +
      'With checked, it only reads and judges the files of the service again. ' +
      'The action registers nothing: it refreshes the existing location. A dry run does not wait.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z => z.string().describe('The service'),
        until: z =>
          z
            .enum(['conforming', 'checked', 'gone'])
            .optional()
            .describe('The state to wait for. By default conforming'),
        reservation: z =>
          z
            .string()
            .optional()
            .describe('The reservation whose ports must be active'),
        timeout: z =>
          z
            .string()
            .optional()
            .describe(
              'Longest time to wait, ISO 8601 duration. By default PT3M',
            ),
      },
      output: {
        entityRef: z => z.string().describe('Entity ref of the service'),
        conforms: z =>
          z.boolean().optional().describe('Absent if it is undecided'),
        score: z => z.number().optional().describe('0 to 100'),
      },
    },
    async handler(ctx) {
      const address = parseEntityRef(ctx.input.entityRef, {
        defaultKind: 'component',
      });
      const entityRef = stringifyEntityRef(address);
      const { reservation, until = 'conforming' } = ctx.input;
      const timeoutMs = readTimeout(ctx.input.timeout ?? 'PT3M');
      ctx.output('entityRef', entityRef);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would wait for ${entityRef}`);
        return;
      }
      const client = access.clientFor(ctx);
      if (until === 'checked') {
        const { conforms, score } = await client.refreshService(address);
        ctx.logger.info(
          `${entityRef} ${sentenceOn(conforms)}: score ${score ?? '–'} of 100`,
        );
        if (conforms !== null) ctx.output('conforms', conforms);
        if (score !== null) ctx.output('score', score);
        return;
      }
      const deadline = Date.now() + timeoutMs;
      const waitFor = async (what: string, isTrue: () => Promise<boolean>) => {
        ctx.logger.info(`Waiting until ${what}`);
        while (!(await isTrue())) {
          if (Date.now() > deadline) {
            throw new Error(
              `Timeout after ${
                timeoutMs / 1000
              } s while waiting until ${what}. The change is published. Press Retry to wait again.`,
            );
          }
          await sleep(POLL_MS, undefined, { signal: ctx.signal });
        }
      };

      await refreshLocations({
        catalog,
        credentials: await auth.getOwnServiceCredentials(),
        monorepos: config.monorepos,
      });
      const isInCatalog = async () => {
        const credentials = await access.credentialsOf(ctx);
        return !!(await catalog.getEntityByRef(entityRef, { credentials }));
      };
      if (until === 'gone') {
        await waitFor(
          `${entityRef} has left the catalog`,
          async () => !(await isInCatalog()),
        );
        return;
      }
      await waitFor(`${entityRef} is in the catalog`, isInCatalog);
      const score = await conformingScore(client, entityRef);
      if (reservation !== undefined) {
        await waitFor('its ports are active', async () => {
          const found = await findReservation(client, reservation);
          return found?.state === 'active';
        });
      }
      ctx.logger.info(`${entityRef} conforms: score ${score} of 100`);
      ctx.output('conforms', true);
      ctx.output('score', score);
    },
  });
}

function sentenceOn(conforms: boolean | null): string {
  if (conforms === null) return 'is undecided';
  return conforms ? 'conforms' : 'does not conform';
}

/** @throws InputError with the findings, if the service does not conform */
async function conformingScore(
  client: DockmasterApi,
  entityRef: string,
): Promise<number> {
  const { conforms, reason, report, score } = await client.refreshService(
    parseEntityRef(entityRef),
  );
  if (conforms && score !== null) return score;
  const findings = report
    ? findingsOf(report, ({ severity }) => severity === 'must')
    : [reason ?? 'There is no report.'];
  throw new InputError(
    `${entityRef} is in the catalog, but does not conform:\n${findings.join(
      '\n',
    )}`,
  );
}

function readTimeout(timeout: string): number {
  const duration = Duration.fromISO(timeout);
  const ms = duration.isValid ? duration.toMillis() : NaN;
  if (ms >= 0) return ms;
  throw new InputError(
    `timeout is "${timeout}", which is not an ISO 8601 duration. Use a value such as PT3M.`,
  );
}
