import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCheckAction } from './actions/check';
import { createPortsConfirmAction } from './actions/portsConfirm';
import { createPortsReleaseAction } from './actions/portsRelease';
import { createPortsRenewAction } from './actions/portsRenew';
import { createPortsReserveAction } from './actions/portsReserve';
import { createServiceAwaitAction } from './actions/serviceAwait';
import { createServiceCreateAction } from './actions/serviceCreate';
import { createServiceFixAction } from './actions/serviceFix';
import { createServiceRetireAction } from './actions/serviceRetire';
import { ServiceEntities } from './catalog/ServiceEntities';
import { readConfig } from './config';
import { RegistryAccess } from './registry/RegistryAccess';

/** Adds Dockmaster's actions to the scaffolder. @public */
export const scaffolderModuleDockmaster = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'dockmaster',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        permissions: coreServices.permissions,
        rootConfig: coreServices.rootConfig,
        urlReader: coreServices.urlReader,
      },
      async init({ actions, auth, catalog, discovery, rootConfig, ...rest }) {
        const config = readConfig(rootConfig);
        const access = new RegistryAccess({ auth, discovery });
        const { permissions, urlReader } = rest;
        const entities = new ServiceEntities({ access, catalog, permissions });
        actions.addActions(
          createPortsReserveAction({ access, catalog, config }),
          createPortsConfirmAction({ access }),
          createPortsRenewAction({ access }),
          createPortsReleaseAction({ access }),
          createServiceCreateAction({ access, catalog, config, urlReader }),
          createServiceFixAction({ access, config, entities, urlReader }),
          createServiceRetireAction({ config, entities, urlReader }),
          createCheckAction({ config, urlReader }),
          createServiceAwaitAction({ access, auth, catalog, config }),
        );
      },
    });
  },
});
