import {
  catalogApiRef,
  entityRouteRef,
  EntityProvider,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import {
  dockmasterApiRef,
  dockmasterPlugin,
  EntityComplianceCard,
  FixPreviewFieldExtension,
  isService,
  PortPickerFieldExtension,
  PortsPage,
  ServiceNameFieldExtension,
} from './legacy';
import { dockmasterApi } from './__testUtils__/dockmasterApi';
import { portOverview } from './__testUtils__/ports';
import { clause, entity, serviceDetail } from './__testUtils__/serviceDetail';
import { serviceFix } from './__testUtils__/serviceFix';

const show = (
  children: ReactNode,
  options?: Parameters<typeof renderInTestApp>[1],
  verdict: 'pass' | 'fail' = 'pass',
) =>
  renderInTestApp(
    <TestApiProvider
      apis={[
        [permissionApiRef, mockApis.permission()],
        [catalogApiRef, catalogApiMock()],
        [
          dockmasterApiRef,
          dockmasterApi({
            getService: async () =>
              serviceDetail([clause('2.1.base', verdict)]),
            getFix: async () => serviceFix(),
            getPorts: async () => portOverview(),
          }),
        ],
      ]}
    >
      {children}
    </TestApiProvider>,
    options,
  );

// No page with ports is mounted: the card has no link to it.
it('serves the older frontend system with the same card', async () => {
  await show(
    <EntityProvider entity={entity}>
      <EntityComplianceCard />
    </EntityProvider>,
  );
  expect(await screen.findByText('Conforms')).toBeInTheDocument();
});

it('serves it with the same fix; where no scaffolder is mounted, without a link to it', async () => {
  await show(
    <EntityProvider entity={entity}>
      <EntityComplianceCard />
    </EntityProvider>,
    {},
    'fail',
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'Show the fix' }),
  );
  expect(await screen.findByText('Conforms afterwards')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /Fix this service/ })).toBeNull();
});

it('serves it with the same page, with its own header', async () => {
  await show(
    <Routes>
      <Route path="/dockmaster/ports" element={<PortsPage />} />
    </Routes>,
    {
      routeEntries: ['/dockmaster/ports'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  expect(
    await screen.findByRole('button', { name: /^7005, active/ }),
  ).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Ports' })).toBeInTheDocument();
});

function Fields() {
  const fields = useCustomFieldExtensions<{ name: string }>(
    <ScaffolderFieldExtensions>
      <PortPickerFieldExtension />
      <ServiceNameFieldExtension />
      <FixPreviewFieldExtension />
    </ScaffolderFieldExtensions>,
  );
  return <>{fields.map(({ name }) => name).join(' ')}</>;
}

it('offers the fields of the templates’ forms', async () => {
  await renderInTestApp(<Fields />);
  expect(
    screen.getByText(
      'DockmasterPortPicker DockmasterServiceName DockmasterFixPreview',
    ),
  ).toBeInTheDocument();
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
