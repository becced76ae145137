import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  dockmasterApiRef,
  dockmasterPlugin,
  EntityComplianceCard,
  isService,
} from './legacy';
import { clause, entity, serviceDetail } from './testing/serviceDetail';

it('serves the older frontend system with the same card', async () => {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [permissionApiRef, mockApis.permission()],
        [
          dockmasterApiRef,
          {
            getService: async () => serviceDetail([clause('2.1.base', 'pass')]),
            refreshService: jest.fn(),
            listServices: jest.fn(),
            listClauses: jest.fn(),
          },
        ],
      ]}
    >
      <EntityProvider entity={entity}>
        <EntityComplianceCard />
      </EntityProvider>
    </TestApiProvider>,
  );
  expect(await screen.findByText('Conforms')).toBeInTheDocument();
});

it('brings its API', () => {
  expect([...dockmasterPlugin.getApis()].map(({ api }) => api.id)).toEqual([
    'plugin.dockmaster.client',
  ]);
});

it('knows a service by kind and type', () => {
  expect(isService(entity)).toBe(true);
  expect(isService({ ...entity, kind: 'API' })).toBe(false);
});
