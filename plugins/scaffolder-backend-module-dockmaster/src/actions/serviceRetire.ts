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

/** Facts about a service, read once: its entity may be gone when the task is retried. */
type Found = { entityRef: string; name: string; monorepo: string };

const NOTHING: Changes = {
  newFiles: [],
  changedFiles: [],
  deletedFiles: [],
  patch: '',
  notes: [],
};

/** Removes a service from the files of its monorepo, in the workspace. */
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
      action: 'retire it',
    });
    const { target } = getEntitySourceLocation(entity);
    const { servicesDirectory } = config.standard;
    for (const { url } of config.monorepos) {
      const [folder, name, file] = relativeTo(url, target)?.split('/') ?? [];
      if (folder === servicesDirectory && name && file !== undefined)
        return { entityRef, name, monorepo: url };
    }
    throw new InputError(
      `${entityRef} is defined in ${target}, which is not in a folder ${servicesDirectory}/ of dockmaster.monorepos.`,
    );
  }

  const monorepoOf = (url: string): Monorepo =>
    config.monorepos.find(monorepo => monorepo.url === url) ?? { url };

  return createTemplateAction({
    id: 'dockmaster:service:retire',
    description:
      'Removes a service from the files of its monorepo: its folder, its entries, and a database that no other service uses. Comments stay. ' +
      `Writes the changed files into the folder ${FILES_FOLDER}/ of the workspace, for a step that publishes them. ` +
      'Requires the permission to manage the ports of the service.',
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
