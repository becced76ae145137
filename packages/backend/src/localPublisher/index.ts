import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { readMonorepos } from '@huleedu/plugin-dockmaster-common';
import { createStandard } from '@huleedu/rule-087/configuration';
import { createPublishLocalAction } from './publishLocal';
import { readWorkingCopies } from './readWorkingCopies';

/** Adds `dockmaster:publish:local` to the scaffolder: the embedded default has no host to open pull requests on. */
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
        actions.addActions(
          createPublishLocalAction({
            monorepos: readMonorepos(config),
            standard: createStandard(
              config.getOptional('dockmaster.standard') ?? {},
            ),
            workingCopies: readWorkingCopies(config),
          }),
        );
      },
    });
  },
});
