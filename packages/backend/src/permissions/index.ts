import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { FleetPolicy } from './FleetPolicy';
import { readRoles } from './readRoles';

/** Lets `FleetPolicy` decide who may what, by `permission.roles`; without these, everybody who signs in may everything. */
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
          'Everybody who signs in may everything, since the configuration has no permission.roles',
        );
        policy.setPolicy({
          handle: async () => ({ result: AuthorizeResult.ALLOW }),
        });
      },
    });
  },
});
