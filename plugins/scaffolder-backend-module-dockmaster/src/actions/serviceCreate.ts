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

/** Writes a new service, and its entries in the monorepo's files, into the workspace. @public */
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
      `Writes a new service that keeps rule 087, and its entries in the monorepo’s files, into the folder ${FILES_FOLDER}/ of the workspace: ` +
      'new and changed files alone. What stands in the way is reported, all of it at once, before anything is written.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .describe(
              'The folder below services/: 2 to 63 of a–z, 0–9 and _, beginning with a letter',
            ),
        description: z => z.string().describe('One line: what it is for'),
        owner: z =>
          z
            .string()
            .describe('Entity ref of the group or user that owns the service'),
        system: z =>
          z
            .string()
            .optional()
            .describe('Entity ref of the system that it belongs to'),
        kind: z =>
          z
            .enum(['http', 'worker'])
            .optional()
            .describe('Whether it answers requests. By default http'),
        framework: z =>
          z
            .enum(['quart', 'fastapi'])
            .optional()
            .describe(
              'What an http service is written with. By default quart; without meaning for a worker',
            ),
        database: z =>
          z
            .boolean()
            .optional()
            .describe('Whether it has a PostgreSQL database'),
        prefix: z =>
          z
            .string()
            .optional()
            .describe(
              'Of its environment variables, without the trailing _. By default the name in upper case',
            ),
        ports: z =>
          z
            .object({
              http: z.number().int().optional(),
              prometheus: z.number().int().optional(),
              database: z.number().int().optional(),
            })
            .optional()
            .describe('As they were reserved'),
        aptPackages: z =>
          z
            .array(z.string())
            .optional()
            .describe('Debian packages besides those of the standard'),
        libraries: z =>
          z
            .array(z.string())
            .optional()
            .describe('Folders below libs/ besides those of the standard'),
        monorepo: z =>
          z
            .string()
            .optional()
            .describe(
              'URL of the monorepo, as dockmaster.monorepos has it. By default the only one',
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
      // Where all of it is there already, this task or an earlier one has published it.
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

/** Forms leave out what does not apply, or send what they showed before. */
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
