import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { FleetPolicy } from './FleetPolicy';
import { readRoles } from './readRoles';

/** Sets `FleetPolicy` with the roles in `permission.roles`. Without roles, everyone who signs in may do everything. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'fleet-policy',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        userInfo: coreServices.userInfo,
        policy: policyExtensionPoint,
      },
      async init({ config, logger, userInfo, policy }) {
        if (config.has('permission.roles')) {
          const roles = readRoles(config);
          policy.setPolicy(new FleetPolicy({ roles, userInfo }));
          return;
        }
        logger.warn(
          'Everyone who signs in may do everything, because the configuration has no permission.roles',
        );
        policy.setPolicy({
          handle: async () => ({ result: AuthorizeResult.ALLOW }),
        });
      },
    });
  },
});
