import { UrlReaderService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceSpec } from '@huleedu/service-generator';
import {
  changeSetOf,
  FILES_FOLDER,
  writeChangeSet,
} from '../changes/ChangeSet';
import { entityRefOf, nameTaken } from '../changes/names';
import { folderOfService, planChanges } from '../changes/planChanges';
import { ModuleConfig } from '../config';
import { chooseMonorepo } from '../monorepo/chooseMonorepo';
import { MonorepoFiles } from '../monorepo/MonorepoFiles';
import { RegistryAccess } from '../registry/RegistryAccess';
import { changesOutput, outputChanges } from './changesSchema';
import { logChanges } from './logChanges';
import { examples } from './serviceCreate.examples';

/** Writes a new service and its entries in the files of the monorepo into the workspace. */
export function createServiceCreateAction(options: {
  access: RegistryAccess;
  catalog: CatalogService;
  config: ModuleConfig;
  urlReader: UrlReaderService;
}) {
  const { access, catalog, config, urlReader } = options;
  return createTemplateAction({
    id: 'dockmaster:service:create',
    description:
      `Writes a new service that follows rule 087, and its entries in the files of the monorepo, into the folder ${FILES_FOLDER}/ of the workspace. ` +
      'The folder contains only new and changed files. All conflicts are reported together, before anything is written.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .describe(
              'Name of the folder in services/: 2 to 63 characters of a–z, 0–9 and _, starting with a letter',
            ),
        description: z =>
          z.string().describe('Purpose of the service, in one line'),
        owner: z =>
          z
            .string()
            .describe('Entity ref of the group or user that owns the service'),
        system: z =>
          z
            .string()
            .optional()
            .describe('Entity ref of the system that the service belongs to'),
        kind: z =>
          z
            .enum(['http', 'worker'])
            .optional()
            .describe(
              'http answers requests, worker does not. By default http',
            ),
        framework: z =>
          z
            .enum(['quart', 'fastapi'])
            .optional()
            .describe(
              'Framework of an http service. By default quart; ignored for a worker',
            ),
        database: z =>
          z.boolean().optional().describe('Add a PostgreSQL database'),
        prefix: z =>
          z
            .string()
            .optional()
            .describe(
              'Prefix of the environment variables, without the trailing _. By default the name in upper case',
            ),
        ports: z =>
          z
            .object({
              http: z.number().int().optional(),
              prometheus: z.number().int().optional(),
              database: z.number().int().optional(),
            })
            .optional()
            .describe('The reserved ports'),
        aptPackages: z =>
          z
            .array(z.string())
            .optional()
            .describe('Debian packages in addition to those of the standard'),
        libraries: z =>
          z
            .array(z.string())
            .optional()
            .describe('Folders in libs/ in addition to those of the standard'),
        monorepo: z =>
          z
            .string()
            .optional()
            .describe(
              'URL of the monorepo, one of dockmaster.monorepos. Required if there are several',
            ),
      },
      output: changesOutput,
    },
    async handler(ctx) {
      const monorepo = chooseMonorepo(config.monorepos, ctx.input.monorepo);
      const spec = specOf(ctx.input);
      const request = { action: 'create' as const, spec };
      const source = new MonorepoFiles({
        urlReader,
        monorepo,
        signal: ctx.signal,
      });
      const { standard } = config;
      const changes = await planChanges(
        request,
        { standard, monorepo },
        source,
      );
      const directory = folderOfService(spec.name, standard);
      const entityRef = entityRefOf(spec.name);
      // Without new files, this task or an earlier one has already published the service.
      if (changes.newFiles.length > 0) {
        const credentials = await access.credentialsOf(ctx);
        if (await catalog.getEntityByRef(entityRef, { credentials }))
          throw nameTaken(entityRef);
      }
      const set = changeSetOf(changes, {
        monorepo: monorepo.url,
        request,
        directory,
      });
      ctx.signal?.throwIfAborted();
      await writeChangeSet(ctx.workspacePath, set);
      logChanges(ctx.logger, changes);
      outputChanges(ctx, set, { entityRef, notes: changes.notes });
    },
  });
}

type Input = Omit<ServiceSpec, 'kind' | 'database' | 'ports'> &
  Partial<Pick<ServiceSpec, 'kind' | 'database' | 'ports'>>;

/** Forms omit fields that do not apply, or send values of fields that are hidden now. */
function specOf(input: Input): ServiceSpec {
  const { kind = 'http', framework = 'quart', database = false } = input;
  const { name, description, owner } = input;
  return {
    name,
    description,
    owner,
    kind,
    database,
    ports: input.ports ?? {},
    ...(kind === 'http' && { framework }),
    ...(input.system && { system: input.system }),
    ...(input.prefix && { prefix: input.prefix }),
    ...(input.aptPackages && { aptPackages: input.aptPackages }),
    ...(input.libraries && { libraries: input.libraries }),
  };
}
