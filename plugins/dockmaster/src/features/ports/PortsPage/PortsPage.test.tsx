import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../../__testUtils__/dockmasterApi';
import {
  drift,
  httpOverview,
  importRows,
  portOverview,
  reservation,
} from '../../../__testUtils__/ports';
import { cell, renderPorts } from '../../../__testUtils__/renderPorts';
import {
  PortImport,
  portManagePermission,
} from '@huleedu/plugin-dockmaster-common';
import { Settled, settled } from '../../../__testUtils__/Settled';

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

it('asks for nothing and says what is missing where ports may not be read', async () => {
  const getPorts = jest.fn();
  renderPorts({ getPorts }, { may: () => false });
  expect(
    await screen.findByText('You may not see the ports'),
  ).toBeInTheDocument();
  expect(screen.getByText(/dockmaster\.port\.read/)).toBeInTheDocument();
  expect(getPorts).not.toHaveBeenCalled();
});

describe('without permission to change ports', () => {
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
    expect(
      screen.queryByRole('button', { name: /Reserve this one/ }),
    ).toBeNull();
  });

  it('does not open the form that its address asks for', async () => {
    renderPorts(
      {},
      { at: '/?reserve=component:default/a-service', may: mayRead },
    );
    await cell(/^7005, active/);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('drift', () => {
  const open = async () => {
    renderPorts({
      importPorts: async () => ({
        environment: 'default',
        dryRun: true,
        rows: importRows,
      }),
      previewPorts: () => new Promise(() => {}),
    });
    return within(await screen.findByRole('region', { name: /^Drift/ }));
  };

  it('lists whose files differ, in what and where', async () => {
    const region = await open();
    const row = within(
      await region.findByRole('row', { name: /billing-service/ }),
    );
    expect(row.getByText('Other number')).toBeInTheDocument();
    expect(
      row.getByRole('link', { name: 'services/billing_service/Dockerfile:15' }),
    ).toHaveAttribute('href', 'https://example.com/billing/Dockerfile#L15');
    const conflict = within(
      region.getByRole('row', { name: 'search-service report-service' }),
    );
    expect(
      conflict.getByText('services/report_service/Dockerfile:12'),
    ).toBeInTheDocument();
  });

  it('shows one kind of difference when asked', async () => {
    const region = await open();
    await userEvent.click(
      await region.findByRole('radio', { name: 'Not registered 1' }),
    );
    const rows = region.getAllByRole('row').slice(1);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveTextContent('mailer-service');
  });

  it('begins a reservation for who should move', async () => {
    const region = await open();
    await userEvent.click(
      await region.findByRole('button', { name: 'Reserve another…' }),
    );
    expect(
      within(await screen.findByRole('dialog')).getByRole('combobox', {
        name: /Service/,
      }),
    ).toHaveValue('report-service');
  });

  it('leads to the import of what is not registered', async () => {
    const region = await open();
    await userEvent.click(
      await region.findByRole('button', { name: 'Import…' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Import the fleet’s ports' }),
    ).toBeInTheDocument();
  });
});

describe('import', () => {
  const open = async (
    importPorts: (options?: { dryRun?: boolean }) => Promise<PortImport>,
  ) => {
    renderPorts({ importPorts, getPortDrift: async () => [] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Import the fleet…' }),
    );
    return within(await screen.findByRole('dialog'));
  };

  const answer = (rows: PortImport['rows']) =>
    jest.fn(async ({ dryRun = true }: { dryRun?: boolean } = {}) => ({
      environment: 'default',
      dryRun,
      rows,
    }));

  it('shows what would be written, row by row, and writes it when told to', async () => {
    const importPorts = answer(importRows);
    const dialog = await open(importPorts);
    await dialog.findByRole('table');
    expect(
      dialog
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      'mailer-service✓ AssignedHTTP 7006 and Prometheus 9098Its files say these ports, and the rule allows them.docker-compose.services.yml:40',
      'report-service✕ ConflictHTTP 70047004 is claimed by search-service too.services/report_service/Dockerfile:12',
      'identity-service= UnchangedHTTP 7005 and Prometheus 9097It is registered already.',
    ]);
    expect(importPorts).toHaveBeenCalledTimes(1);
    expect(importPorts).toHaveBeenCalledWith({
      environment: 'default',
      dryRun: true,
    });

    await userEvent.click(
      dialog.getByRole('button', { name: 'Register 1 service' }),
    );
    expect(importPorts).toHaveBeenLastCalledWith({
      environment: 'default',
      dryRun: false,
    });
    expect(await screen.findByRole('status')).toHaveTextContent(
      '1 service registered with the ports that the files say.',
    );
  });

  it('writes nothing where nothing is new', async () => {
    const dialog = await open(answer([importRows[0]]));
    expect(
      await dialog.findByRole('button', { name: 'Nothing to register' }),
    ).toBeDisabled();
  });

  it('says why nothing was written', async () => {
    const importPorts = jest.fn(async ({ dryRun = true } = {}) => {
      if (dryRun) return { environment: 'default', dryRun, rows: importRows };
      throw new Error('socket hang up');
    });
    const dialog = await open(importPorts);
    await userEvent.click(
      await dialog.findByRole('button', { name: 'Register 1 service' }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /Nothing was changed.*socket hang up/,
    );
  });
});
