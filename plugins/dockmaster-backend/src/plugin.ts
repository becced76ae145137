import {
  coreServices,
  createBackendPlugin,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { dockmasterPermissions } from '@huleedu/plugin-dockmaster-common';
import { createStandard } from '@huleedu/rule-087/configuration';
import { DatabaseInspectionStore } from './database/DatabaseInspectionStore';
import { ComposeReader } from './inspection/ComposeReader';
import { FileReader } from './inspection/FileReader';
import { EntityFilter, FleetInspection } from './inspection/FleetInspection';
import { Inspector } from './inspection/Inspector';
import { readMonorepos } from './inspection/ServiceLocation';
import { SourceReader } from './inspection/SourceReader';
import { AuthorizedServiceReports } from './service/AuthorizedServiceReports';
import { createRouter } from './service/createRouter';
import { DefaultServiceReports } from './service/DefaultServiceReports';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
};

const DEFAULT_FILTER: EntityFilter = {
  kind: 'Component',
  'spec.type': 'service',
};

/** The rule with the overrides of `dockmaster.standard`; a repository's own are not asked. */
function readStandard(config: RootConfigService) {
  try {
    return createStandard(config.getOptional('dockmaster.standard') ?? {});
  } catch (error) {
    throw new ForwardedError('dockmaster.standard is not valid', error);
  }
}

/** Inspects the catalog's services and serves what was found. @public */
export const dockmasterPlugin = createBackendPlugin({
  pluginId: 'dockmaster',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { auth, catalog, config, events, logger } = deps;
        const entityFilter =
          config.getOptional<EntityFilter>('dockmaster.entityFilter') ??
          DEFAULT_FILTER;
        const schedule = config.has('dockmaster.schedule')
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig('dockmaster.schedule'),
            )
          : DEFAULT_SCHEDULE;

        const store = await DatabaseInspectionStore.create({
          database: deps.database,
        });
        const files = new FileReader({ urlReader: deps.urlReader });
        const inspector = new Inspector({
          auth,
          catalog,
          events,
          logger,
          store,
          reader: new SourceReader({ files }),
          composeReader: new ComposeReader({ files }),
          standard: readStandard(config),
          monorepos: readMonorepos(config),
        });
        const reports = new DefaultServiceReports({
          store,
          catalog,
          inspector,
          entityFilter,
        });
        deps.permissionsRegistry.addPermissions(dockmasterPermissions);
        deps.httpRouter.use(
          await createRouter({
            auditor: deps.auditor,
            httpAuth: deps.httpAuth,
            reports: new AuthorizedServiceReports(reports, deps.permissions),
          }),
        );
        const fleet = new FleetInspection({
          auth,
          catalog,
          inspector,
          logger,
          store,
          entityFilter,
        });
        await fleet.schedule(deps.scheduler, schedule);
      },
    });
  },
});
