import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { DockmasterClient } from '@huleedu/plugin-dockmaster-common';
import { RiAnchorLine } from '@remixicon/react';
import { dockmasterApiRef } from './api';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: dockmasterApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new DockmasterClient(options),
    }),
});

const complianceCard = EntityCardBlueprint.make({
  name: 'compliance',
  params: {
    type: 'content',
    filter: { kind: 'component', 'spec.type': 'service' },
    loader: () =>
      import('./components/ComplianceCard').then(({ ComplianceCard }) => (
        <ComplianceCard />
      )),
  },
});

/** @public */
export default createFrontendPlugin({
  pluginId: 'dockmaster',
  title: 'Dockmaster',
  icon: <RiAnchorLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [api, complianceCard],
});
