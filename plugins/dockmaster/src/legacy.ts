/**
 * For portals on Backstage's older frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { DockmasterClient } from '@huleedu/plugin-dockmaster-common';
import { dockmasterApiRef } from './api';

export { dockmasterApiRef } from './api';
export { isService } from './isService';

/** @public */
export const dockmasterPlugin = createPlugin({
  id: 'dockmaster',
  apis: [
    createApiFactory({
      api: dockmasterApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new DockmasterClient(options),
    }),
  ],
});

/** The card for a service's page; place it where `isService` holds. @public */
export const EntityComplianceCard = dockmasterPlugin.provide(
  createComponentExtension({
    name: 'EntityComplianceCard',
    component: {
      lazy: () =>
        import('./components/ComplianceCard').then(
          ({ ComplianceCard }) => ComplianceCard,
        ),
    },
  }),
);
