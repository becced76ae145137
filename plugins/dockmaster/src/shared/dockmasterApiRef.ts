import { createApiRef } from '@backstage/frontend-plugin-api';
import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';

/** The Dockmaster backend. @public */
export const dockmasterApiRef = createApiRef<DockmasterApi>().with({
  id: 'plugin.dockmaster.client',
  pluginId: 'dockmaster',
});
