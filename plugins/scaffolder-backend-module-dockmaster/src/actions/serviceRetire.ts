import { UrlReaderService } from '@backstage/backend-plugin-api';
import { getEntitySourceLocation } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  Monorepo,
  portManagePermission,
  relativeTo,
} from '@huleedu/plugin-dockmaster-common';
import { Changes } from '@huleedu/service-generator';
import { ServiceEntities } from '../catalog/ServiceEntities';
import {
  changeSetOf,
  FILES_FOLDER,
  writeChangeSet,
} from '../changes/ChangeSet';
import { folderOfService, planChanges } from '../changes/planChanges';
import { ModuleConfig } from '../config';
import { MonorepoFiles } from '../monorepo/MonorepoFiles';
import { Initiated } from '../registry/RegistryAccess';
import { changesOutput, outputChanges } from './changesSchema';
import { logChanges } from './logChanges';
import { examples } from './serviceRetire.examples';

/** What is found out about a service once, since its entity is gone when the task is run again. */
type Found = { entityRef: string; name: string; monorepo: string };

const NOTHING: Changes = {
  newFiles: [],
  changedFiles: [],
  deletedFiles: [],
  patch: '',
  notes: [],
};

/** Takes a service out of its monorepo's files, in the workspace. @public */
export function createServiceRetireAction(options: {
  config: ModuleConfig;
  entities: ServiceEntities;
  urlReader: UrlReaderService;
}) {
  const { config, entities, urlReader } = options;

  async function find(ref: string, context: Initiated): Promise<Found> {
    const { entity, entityRef } = await entities.find(ref, {
      context,
      permission: portManagePermission,
      deed: 'retire it',
    });
    const { target } = getEntitySourceLocation(entity);
    const { servicesDirectory } = config.standard;
    for (const { url } of config.monorepos) {
      const [folder, name, file] = relativeTo(url, target)?.split('/') ?? [];
      if (folder === servicesDirectory && name && file !== undefined)
        return { entityRef, name, monorepo: url };
    }
    throw new InputError(
      `${entityRef} comes from ${target}, which is in no folder ${servicesDirectory}/ of dockmaster.monorepos.`,
    );
  }

  const monorepoOf = (url: string): Monorepo =>
    config.monorepos.find(monorepo => monorepo.url === url) ?? { url };

  return createTemplateAction({
    id: 'dockmaster:service:retire',
    description:
      'Takes a service out of its monorepo’s files: its entries, those of a database that nothing else uses, and its folder. Comments stay. ' +
      `The changed files are written into the folder ${FILES_FOLDER}/ of the workspace; a step that publishes them follows. ` +
      'Only those who may manage the service’s ports may do it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z => z.string().describe('The service in the catalog'),
      },
      output: changesOutput,
    },
    async handler(ctx) {
      let isFirstRun = ctx.isDryRun ?? false;
      const found = await ctx.checkpoint({
        key: `service.retire.${ctx.input.entityRef}`,
        fn: async () => {
          isFirstRun = true;
          return find(ctx.input.entityRef, ctx);
        },
      });
      const { standard } = config;
      const { entityRef, name } = found;
      const monorepo = monorepoOf(found.monorepo);
      const source = new MonorepoFiles({
        urlReader,
        monorepo,
        signal: ctx.signal,
      });
      const request = { action: 'retire' as const, name };
      const directory = folderOfService(name, standard);
      const isGone = !isFirstRun && (await source.list(directory)).length === 0;
      const changes = isGone
        ? NOTHING
        : await planChanges(request, { standard, monorepo }, source);
      ctx.signal?.throwIfAborted();
      const set = changeSetOf(changes, {
        monorepo: monorepo.url,
        request,
        directory,
      });
      await writeChangeSet(ctx.workspacePath, set);
      logChanges(ctx.logger, changes);
      outputChanges(ctx, set, { entityRef, notes: changes.notes });
    },
  });
}
