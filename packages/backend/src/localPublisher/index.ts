import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createPublishLocalAction } from './publishLocal';

/** Adds `dockmaster:publish:local` to the scaffolder, because the embedded default has no host to open pull requests on. */
export default createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'local-publisher',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ actions, config }) {
        actions.addActions(createPublishLocalAction({ config }));
      },
    });
  },
});
