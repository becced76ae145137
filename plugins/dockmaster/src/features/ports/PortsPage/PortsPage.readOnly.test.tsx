import { portManagePermission } from '@huleedu/plugin-dockmaster-common';
import { screen } from '@testing-library/react';
import { Settled, settled } from '../../../__testUtils__/Settled';
import { reservation } from '../../../__testUtils__/ports';
import { cell, renderPorts } from '../../../__testUtils__/renderPorts';

const mayRead = (permission: string) => permission === 'dockmaster.port.read';

it('offers no change to who may only read', async () => {
  renderPorts({}, { may: mayRead });
  await cell(/^7005, active/);
  await screen.findByRole('row', { name: /report-service/ });
  for (const name of [/Reserve/, /Import/]) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});

it.each([
  [
    'of a service that others own',
    reservation({
      owner: 'component:default/identity-service',
      requester: 'user:default/test-user',
    }),
  ],
  ['that others reserved', reservation({ requester: 'user:default/other' })],
])('offers no change of ports %s', async (_, held) => {
  renderPorts(
    { listReservations: async () => ({ items: [held] }) },
    { at: '/?port=7010', may: mayRead },
    <Settled permission={portManagePermission} resourceRef={held.owner} />,
  );
  await screen.findByText('Reserved together');
  await settled();
  expect(screen.queryByRole('button', { name: /Release/ })).toBeNull();
});

it('lets who reserved ports for a service that is yet to come release them', async () => {
  renderPorts(
    { listReservations: async () => ({ items: [reservation()] }) },
    { at: '/?port=7010', may: mayRead },
  );
  expect(
    await screen.findByRole('button', { name: 'Release…' }),
  ).toBeInTheDocument();
});

it('offers no reservation of a free number', async () => {
  renderPorts({}, { at: '/?port=7001', may: mayRead });
  await screen.findByText('Nothing was ever reserved here.');
  expect(screen.queryByRole('button', { name: /Reserve this one/ })).toBeNull();
});

it('does not open the form that its address asks for', async () => {
  renderPorts(
    {},
    { at: '/?reserve=component:default/a-service', may: mayRead },
  );
  await cell(/^7005, active/);
  expect(screen.queryByRole('dialog')).toBeNull();
});
