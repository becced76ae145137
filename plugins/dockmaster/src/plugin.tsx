import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import {
  ApiBlueprint,
  coreApis,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { DockmasterClient } from '@huleedu/plugin-dockmaster-common';
import { RiAnchorLine, RiPlugLine } from '@remixicon/react';
import { dockmasterApiRef } from './shared/dockmasterApiRef';
import {
  portsLinkRouteRef,
  portsRouteRef,
  templateFormRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: dockmasterApiRef,
      deps: { discoveryApi: coreApis.discovery, fetchApi: coreApis.fetch },
      factory: options => new DockmasterClient(options),
    }),
});

const complianceCard = EntityCardBlueprint.make({
  name: 'compliance',
  params: {
    type: 'content',
    filter: { kind: 'component', 'spec.type': 'service' },
    loader: () =>
      import('./features/compliance').then(({ ComplianceCard }) => (
        <ComplianceCard />
      )),
  },
});

const portsPage = PageBlueprint.make({
  name: 'ports',
  params: {
    path: '/dockmaster/ports',
    title: 'Ports',
    icon: <RiPlugLine />,
    routeRef: portsRouteRef,
    loader: async () => {
      const { PortsContent } = await import('./features/ports/PortsPage');
      // The catalog's links to entities read React Router's location.
      return (
        <ReactRouterV6PageRouter>
          <PortsContent />
        </ReactRouterV6PageRouter>
      );
    },
  },
});

const portPicker = FormFieldBlueprint.make({
  name: 'port-picker',
  params: {
    field: () =>
      import('./features/create/PortPicker').then(({ portPickerField }) =>
        createFormField(portPickerField),
      ),
  },
});

const serviceName = FormFieldBlueprint.make({
  name: 'service-name',
  params: {
    field: () =>
      import('./features/create/ServiceNameField').then(
        ({ serviceNameField }) => createFormField(serviceNameField),
      ),
  },
});

const fixPreview = FormFieldBlueprint.make({
  name: 'fix-preview',
  params: {
    field: () =>
      import('./features/fix/FixPreviewField').then(({ fixPreviewField }) =>
        createFormField(fixPreviewField),
      ),
  },
});

/** The plugin of the new front-end system: the card, the page, the fields and the client of the API. @public */
export default createFrontendPlugin({
  pluginId: 'dockmaster',
  title: 'Dockmaster',
  icon: <RiAnchorLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { ports: portsRouteRef },
  externalRoutes: {
    portsLink: portsLinkRouteRef,
    templateForm: templateFormRouteRef,
  },
  extensions: [
    api,
    complianceCard,
    portsPage,
    portPicker,
    serviceName,
    fixPreview,
  ],
});
