import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  dockmasterPermissions,
  PORTS_CHANGED_TOPIC,
} from '@huleedu/plugin-dockmaster-common';
import { readConfig } from './config';
import { DatabaseInspectionStore } from './database/DatabaseInspectionStore';
import { DatabasePortObservations } from './database/DatabasePortObservations';
import { DatabasePortStore } from './database/DatabasePortStore';
import { DatabaseWaiverStore } from './database/DatabaseWaiverStore';
import { openDatabase } from './database/openDatabase';
import { ComposeReader } from './inspection/ComposeReader';
import { FileReader } from './inspection/FileReader';
import { FleetInspection } from './inspection/FleetInspection';
import { Forecaster } from './inspection/Forecaster';
import { Inspector } from './inspection/Inspector';
import { MonorepoScan } from './inspection/MonorepoScan';
import { ServiceCatalog } from './inspection/ServiceCatalog';
import { ServiceFiles } from './inspection/ServiceFiles';
import { SourceReader } from './inspection/SourceReader';
import { LeaseReminder } from './ports/LeaseReminder';
import { PortScan } from './ports/PortScan';
import { PortUpkeep } from './inspection/PortUpkeep';
import { Authorization } from './access/Authorization';
import { AuthorizedServiceReports } from './service/AuthorizedServiceReports';
import { createRouter } from './service/createRouter';
import { DefaultServiceReports } from './service/DefaultServiceReports';
import { AuthorizedPortRegistry } from './registry/AuthorizedPortRegistry';
import { DefaultPortRegistry } from './registry/DefaultPortRegistry';
import { ReportOverlays } from './service/ReportOverlays';
import { ServiceFixer } from './service/ServiceFixer';
import { AuthorizedWaivers } from './waivers/AuthorizedWaivers';
import { DefaultWaivers } from './waivers/DefaultWaivers';

/** Inspects the catalog's services, keeps the registry of their ports, and serves both. @public */
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
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { auth, events, logger } = deps;
        const { entityFilter, monorepos, schedule, standard, times } =
          readConfig(deps.config);

        const client = await openDatabase(deps.database);
        const store = new DatabaseInspectionStore({ client });
        const ports = await DatabasePortStore.open({
          client,
          standard,
          quarantineMs: times.quarantine,
          lockTimeoutMs: times.lockTimeout,
          onChange: eventPayload =>
            events
              .publish({ topic: PORTS_CHANGED_TOPIC, eventPayload })
              .catch(error => logger.warn('An event was lost', error)),
        });
        const observations = new DatabasePortObservations({
          client,
          forgetAfterMs: times.forgetAfter,
        });

        const catalog = new ServiceCatalog({
          auth,
          catalog: deps.catalog,
          filter: entityFilter,
        });
        const files = new FileReader({ urlReader: deps.urlReader });
        const reader = new SourceReader({ files });
        const composeReader = new ComposeReader({ files });
        const serviceFiles = new ServiceFiles({
          auth,
          catalog: deps.catalog,
          files,
          reader,
          composeReader,
          store,
          monorepos,
        });
        const portScan = new PortScan({
          observations,
          store: ports,
          logger,
          forgetAfterMs: times.forgetAfter,
        });
        const monorepoScan = new MonorepoScan({
          files,
          composeReader,
          portScan,
        });
        const inspector = new Inspector({
          auth,
          catalog: deps.catalog,
          events,
          logger,
          store,
          reader,
          composeReader,
          portScan,
          monorepoScan,
          standard,
          monorepos,
        });

        const waivers = new DatabaseWaiverStore({ client });
        const overlays = new ReportOverlays({ ports, waivers });
        const authorization = new Authorization(deps.permissions);

        deps.permissionsRegistry.addPermissions(dockmasterPermissions);
        deps.httpRouter.use(
          await createRouter({
            auditor: deps.auditor,
            authorization,
            standard,
            httpAuth: deps.httpAuth,
            logger,
            reports: new AuthorizedServiceReports(
              new DefaultServiceReports({
                store,
                catalog,
                inspector,
                forecaster: new Forecaster({ serviceFiles, standard }),
                fixer: new ServiceFixer({
                  serviceFiles,
                  ports,
                  overlays,
                  standard,
                }),
                overlays,
              }),
              authorization,
            ),
            waivers: new AuthorizedWaivers({
              waivers: new DefaultWaivers({ store: waivers }),
              catalog,
              authorization,
            }),
            registry: new AuthorizedPortRegistry({
              registry: new DefaultPortRegistry({
                store: ports,
                catalog,
                standard,
                leases: {
                  default: times.lease,
                  longest: times.pullRequestLease,
                },
              }),
              store: ports,
              catalog,
              authorization,
            }),
          }),
        );

        const fleet = new FleetInspection({
          catalog,
          inspector,
          logger,
          store,
        });
        await fleet.schedule(deps.scheduler, schedule);
        const upkeep = new PortUpkeep({
          catalog,
          logger,
          monorepos,
          monorepoScan,
          portScan,
          reminder: new LeaseReminder({
            store: ports,
            events,
            notifications: deps.notifications,
            logger,
          }),
          store: ports,
        });
        await upkeep.schedule(deps.scheduler, schedule);
      },
    });
  },
});
