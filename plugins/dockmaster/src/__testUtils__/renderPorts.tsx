import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';
import { screen } from '@testing-library/react';
import { ReactNode } from 'react';
import { dockmasterApiRef } from '../shared/dockmasterApiRef';
import { PortsContent } from '../features/ports/PortsPage';
import { FreshPermissions } from './FreshPermissions';
import { dockmasterApi } from './dockmasterApi';
import { drift, httpOverview } from './ports';

/** Entities that the catalog knows, so that who reserved them no longer decides. */
const entities = ['identity-service', 'billing-service', 'search-service'].map(
  name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service' },
  }),
);

/** Shows the page to a person with the permissions that `may` allows. */
export function renderPorts(
  answers: Partial<DockmasterApi> = {},
  options: {
    at?: string;
    may?: (permission: string) => boolean;
  } = {},
  beside?: ReactNode,
) {
  const { at = '/', may = () => true } = options;
  const api = dockmasterApi({
    getPorts: async () => httpOverview(),
    getPortDrift: async () => drift,
    ...answers,
  });
  renderInTestApp(
    <FreshPermissions>
      <PortsContent />
      {beside}
    </FreshPermissions>,
    {
      apis: [
        [dockmasterApiRef, api],
        [catalogApiRef, catalogApiMock({ entities })],
        mockApis.identity({ userEntityRef: 'user:default/test-user' }),
        mockApis.permission({
          authorize: ({ permission }: EvaluatePermissionRequest) =>
            may(permission.name) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [at],
    },
  );
  return api;
}

/** The button of a number. */
export const cell = (name: RegExp) => screen.findByRole('button', { name });
