import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../../__testUtils__/dockmasterApi';
import {
  drift,
  httpOverview,
  portOverview,
} from '../../../__testUtils__/ports';
import { cell, renderPorts } from '../../../__testUtils__/renderPorts';

it('names each number with its state, its owner and its partner', async () => {
  renderPorts({ getPorts: async () => portOverview() });
  const pools = await screen.findByRole('list', { name: 'HTTP ports' });
  expect(within(pools).getAllByRole('button')).toHaveLength(20);
  const names = within(pools)
    .getAllByRole('button')
    .map(button => button.getAttribute('aria-label'));
  expect(names).toEqual(
    expect.arrayContaining([
      '7001, free, Prometheus 9093',
      '7002, blocked, 9094 is blocked: Alertmanager, Prometheus 9094',
      '7004, conflict, search-service and report-service',
      '7005, active, identity-service, Prometheus 9097',
      '7006, observed only, mailer-service',
      '7007, blocked, Backstage’s own backend, Prometheus 9099',
      // Its files and the registry have another partner than the rule wants.
      '7009, active, billing-service, Prometheus 9099',
      '7010, leased, 23 hours left, invoice-service, Prometheus 9102',
      '7011, quarantined, 2 hours left, was old-service, Prometheus 9103',
    ]),
  );
  expect(
    await cell(/^8080, active, notification-service$/),
  ).toBeInTheDocument();
  expect(
    screen.getByText(
      'Environment default · 12 of 20 pairs can still be given out, 1 more rests',
    ),
  ).toBeInTheDocument();
});

it('opens and closes the details of a number by keyboard', async () => {
  renderPorts();
  const button = await cell(/^7005,/);
  button.focus();
  await userEvent.keyboard('{Enter}');
  const dialog = within(
    await screen.findByRole('dialog', { name: 'HTTP port 7005' }),
  );
  expect(
    dialog.getByRole('link', { name: 'identity-service' }),
  ).toHaveAttribute('href', '/catalog/default/component/identity-service');
  expect(
    dialog.getByRole('link', { name: 'docker-compose.services.yml:12' }),
  ).toHaveAttribute(
    'href',
    'https://example.com/docker-compose.services.yml#L12',
  );
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(button).toHaveFocus());
});

it('opens the number that its address names', async () => {
  renderPorts({}, { at: '/?port=7004' });
  const dialog = await screen.findByRole('dialog', { name: 'HTTP port 7004' });
  expect(dialog).toHaveTextContent(
    'search-service and report-service both claim it',
  );
  expect(dialog).toHaveTextContent('services/report_service/Dockerfile:12');
});

it('asks for another environment', async () => {
  const getPorts = jest.fn(async (environment = 'default') =>
    portOverview({ environment, environments: ['default', 'staging'] }),
  );
  const getPortDrift = jest.fn(async () => drift);
  renderPorts({ getPorts, getPortDrift });
  await userEvent.click(
    await screen.findByRole('button', { name: /Environment/ }),
  );
  await userEvent.click(await screen.findByRole('option', { name: 'staging' }));
  expect(await screen.findByText(/^Environment staging/)).toBeInTheDocument();
  expect(getPortDrift).toHaveBeenLastCalledWith('staging');
});

it('says when there is no drift', async () => {
  renderPorts({ getPortDrift: async () => [] });
  expect(
    await screen.findByText('✓ Files and registry agree.'),
  ).toBeInTheDocument();
});

it('offers another try when the backend does not answer', async () => {
  const getPorts = jest
    .fn()
    .mockRejectedValueOnce(new Error('socket hang up'))
    .mockResolvedValue(httpOverview());
  renderPorts({ getPorts });
  expect(await screen.findByRole('alert')).toHaveTextContent('socket hang up');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await cell(/^7005, active/)).toBeInTheDocument();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('keeps what it shows when it cannot be read again, and says so', async () => {
  const getPorts = jest
    .fn()
    .mockResolvedValueOnce(httpOverview())
    .mockRejectedValueOnce(new Error('socket hang up'))
    .mockResolvedValue(httpOverview());
  renderPorts({ getPorts });
  await cell(/^7005, active/);
  act(() => {
    window.dispatchEvent(new Event('visibilitychange'));
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /could not be read again.*Shown is what was known at.*socket hang up/,
  );
  expect(await cell(/^7005, active/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

it('explains that the backend lets nobody read ports', async () => {
  renderPorts({
    getPorts: () =>
      Promise.reject(refusal({ name: 'NotAllowedError', message: 'no' })),
  });
  expect(
    await screen.findByText('You may not see the ports'),
  ).toBeInTheDocument();
});

it('opens the form for whom its address asks to reserve', async () => {
  renderPorts(
    {},
    { at: '/?reserve=component:default/ledger-service&role=database' },
  );
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Reserve ports' }),
  );
  expect(dialog.getByRole('combobox', { name: /Service/ })).toHaveValue(
    'ledger-service',
  );
  expect(dialog.getByRole('checkbox', { name: /database/ })).toBeChecked();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
