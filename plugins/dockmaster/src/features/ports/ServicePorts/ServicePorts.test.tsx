import { renderInTestApp, mockApis } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  DockmasterApi,
  PortDrift,
  portReadPermission,
} from '@huleedu/plugin-dockmaster-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { Settled, settled } from '../../../__testUtils__/Settled';
import { dockmasterApi, refusal } from '../../../__testUtils__/dockmasterApi';
import { drift, reservation } from '../../../__testUtils__/ports';
import { entity } from '../../../__testUtils__/serviceDetail';
import { QueryProvider } from '../../../shared/query';
import { ServicePorts } from './ServicePorts';

const owner = 'component:default/a-service';

function show(
  answers: Partial<DockmasterApi>,
  kind: 'http' | 'worker' = 'http',
) {
  renderInTestApp(
    <QueryProvider>
      <ServicePorts entity={entity} kind={kind} />
      <Settled permission={portReadPermission} />
    </QueryProvider>,
    {
      apis: [[dockmasterApiRef, dockmasterApi(answers)], mockApis.permission()],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

const chips = async () =>
  within(await screen.findByRole('list', { name: 'Ports of this service' }))
    .getAllByRole('listitem')
    .map(item => item.textContent);

const entry = (overrides: Partial<PortDrift>): PortDrift => ({
  ...drift[0],
  owner,
  locations: [{ file: 'services/a_service/Dockerfile', line: 12, owner }],
  ...overrides,
});

it('shows each port with its state', async () => {
  const listReservations = jest.fn(async () => ({
    items: [
      reservation({
        owner,
        state: 'active',
        expiresAt: undefined,
        ports: { http: 7009, prometheus: 9101, database: 5446 },
      }),
    ],
  }));
  show({ listReservations });
  expect(await chips()).toEqual([
    'HTTP 7009 active',
    'Prometheus 9101 active',
    'Database 5446 active',
  ]);
  expect(listReservations).toHaveBeenCalledWith({ owner });
});

it('shows where the files differ, and leaves out other services', async () => {
  show({
    listReservations: async () => ({
      items: [
        reservation({
          owner,
          state: 'active',
          expiresAt: undefined,
          ports: { http: 7009, prometheus: 9101 },
        }),
      ],
    }),
    getPortDrift: async () => [
      ...drift,
      entry({
        code: 'MISMATCH',
        message: 'Its files say 9099. Write 9101 there.',
        port: 9099,
        registered: 9101,
      }),
    ],
  });
  expect(await chips()).toEqual([
    'HTTP 7009 active',
    'Prometheus 9101 active, files say 9099',
  ]);
  const differences = within(
    screen.getByRole('list', { name: 'Where its files differ' }),
  );
  expect(differences.getByText(/Write 9101 there/)).toHaveTextContent(
    'Other number: Its files say 9099. Write 9101 there.services/a_service/Dockerfile:12',
  );
  expect(differences.queryByText(/search-service/)).toBeNull();
});

it('shows a conflict to whoever claims the number second, too', async () => {
  show({
    listReservations: async () => ({
      items: [reservation({ owner, ports: { http: 7009 } })],
    }),
    getPortDrift: async () => [
      entry({
        code: 'CONFLICT',
        owner: 'component:default/other',
        port: 7009,
        message: 'Port 7009 is claimed twice.',
      }),
    ],
  });
  expect(await chips()).toEqual(['HTTP 7009 conflict, 23 hours left']);
});

it('shows what only the files know', async () => {
  show({
    getPortDrift: async () => [
      entry({ code: 'UNREGISTERED', port: 5446, role: 'database' }),
      entry({ code: 'UNREGISTERED', port: 7009, role: 'http' }),
    ],
  });
  expect(await chips()).toEqual([
    'HTTP 7009 observed only',
    'Database 5446 observed only',
  ]);
});

it('tells environments apart', async () => {
  const getPortDrift = jest.fn(async () => []);
  show({
    getPortDrift,
    listReservations: async () => ({
      items: ['default', 'staging'].map(environment =>
        reservation({
          owner,
          environment,
          state: 'active',
          expiresAt: undefined,
          ports: { http: 7009 },
        }),
      ),
    }),
  });
  expect(await chips()).toEqual([
    'default: HTTP 7009 active',
    'staging: HTTP 7009 active',
  ]);
  expect(getPortDrift.mock.calls).toEqual([['default'], ['staging']]);
});

it.each([
  ['http' as const, 'None reserved, and its files say none.'],
  ['worker' as const, 'None: a worker without a database needs none.'],
])('says that a service that is %s has none', async (kind, words) => {
  show({}, kind);
  expect(await screen.findByText(words)).toBeInTheDocument();
});

it('is left out where the backend lets nobody read ports', async () => {
  const listReservations = jest
    .fn()
    .mockRejectedValue(refusal({ name: 'NotAllowedError', message: 'no' }));
  show({ listReservations });
  await waitFor(() => expect(listReservations).toHaveBeenCalled());
  await settled();
  expect(screen.queryByRole('region', { name: 'Ports' })).toBeNull();
});

it('offers another try when ports cannot be read', async () => {
  const listReservations = jest
    .fn()
    .mockRejectedValueOnce(new Error('socket hang up'))
    .mockResolvedValue({ items: [] });
  show({ listReservations });
  expect(
    await screen.findByText(/could not be read: socket hang up/),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/None reserved/)).toBeInTheDocument();
});
