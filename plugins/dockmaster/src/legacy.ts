/**
 * For portals on Backstage's older frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { coreApis } from '@backstage/frontend-plugin-api';
import {
  createScaffolderFieldExtension,
  FieldExtensionComponent,
} from '@backstage/plugin-scaffolder-react';
import type { JSX } from 'react';
import { DockmasterClient } from '@huleedu/plugin-dockmaster-common';
import { dockmasterApiRef } from './shared/dockmasterApiRef';
import { fixPreviewField } from './features/fix/FixPreviewField';
import { portPickerField } from './features/create/PortPicker';
import { serviceNameField } from './features/create/ServiceNameField';
import {
  portsLinkRouteRef,
  portsRouteRef,
  templateFormRouteRef,
} from './routes';

export { dockmasterApiRef } from './shared/dockmasterApiRef';
export { isService } from './isService';

/** The plugin, for `createApp({ plugins })` where a portal does not find it by itself. @public */
export const dockmasterPlugin = createPlugin({
  id: 'dockmaster',
  routes: { ports: portsRouteRef },
  externalRoutes: {
    portsLink: portsLinkRouteRef,
    templateForm: templateFormRouteRef,
  },
  apis: [
    createApiFactory({
      api: dockmasterApiRef,
      deps: { discoveryApi: coreApis.discovery, fetchApi: coreApis.fetch },
      factory: options => new DockmasterClient(options),
    }),
  ],
});

/** The card for a service's page; place it where `isService` holds. @public */
export const EntityComplianceCard: () => JSX.Element = dockmasterPlugin.provide(
  createComponentExtension({
    name: 'EntityComplianceCard',
    component: {
      lazy: () =>
        import('./features/compliance').then(
          ({ ComplianceCard }) => ComplianceCard,
        ),
    },
  }),
);

/** The page with every port; mount it at `/dockmaster/ports`. @public */
export const PortsPage: () => JSX.Element = dockmasterPlugin.provide(
  createRoutableExtension({
    name: 'PortsPage',
    component: () =>
      import('./features/ports/PortsPage').then(({ PortsPage: Page }) => Page),
    mountPoint: portsRouteRef,
  }),
);

/** The field `DockmasterPortPicker`; place it in the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const PortPickerFieldExtension: FieldExtensionComponent<
  { http?: number; database?: number },
  {}
> = dockmasterPlugin.provide(
  createScaffolderFieldExtension({
    ...portPickerField,
    schema: portPickerField.schema.schema,
  }),
);

/** The field `DockmasterServiceName`; place it in the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const ServiceNameFieldExtension = dockmasterPlugin.provide(
  createScaffolderFieldExtension({
    ...serviceNameField,
    schema: serviceNameField.schema.schema,
  }),
);

/** The field `DockmasterFixPreview`; place it in the `ScaffolderFieldExtensions` of the scaffolder's page. @public */
export const FixPreviewFieldExtension = dockmasterPlugin.provide(
  createScaffolderFieldExtension({
    ...fixPreviewField,
    schema: fixPreviewField.schema.schema,
  }),
);
