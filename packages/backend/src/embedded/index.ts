import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { createWorkingCopy } from './createWorkingCopy';

/** Creates the working copy of the embedded default before any plugin reads it: plugins start when every `init` is done. */
export default createBackendPlugin({
  pluginId: 'embedded',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, logger: coreServices.logger },
      async init({ config, logger }) {
        const workingCopy = config.getOptionalConfig('embedded.workingCopy');
        if (!workingCopy) return;
        const directory = workingCopy.getString('directory');
        const from = resolvePackagePath(
          'backend',
          workingCopy.getString('from'),
        );
        if (await createWorkingCopy({ from, directory })) {
          logger.info(
            `Created a working copy of the example fleet in ${directory}`,
          );
        }
      },
    });
  },
});
