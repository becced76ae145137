import {
  DockmasterApi,
  PortHistoryRequest,
} from '@huleedu/plugin-dockmaster-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../../__testUtils__/dockmasterApi';
import {
  inHours,
  portEvent,
  httpOverview,
  reservation,
} from '../../../__testUtils__/ports';
import { renderPorts } from '../../../__testUtils__/renderPorts';

const open = async (answers: Partial<DockmasterApi>) => {
  const getPorts = jest.fn(async () => httpOverview());
  renderPorts(
    {
      getPorts,
      getPortDrift: async () => [],
      listReservations: async () => ({ items: [reservation()] }),
      ...answers,
    },
    { at: '/?port=7010' },
  );
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('Reserved together');
  return { dialog, getPorts };
};

const press = async (name: string | RegExp) =>
  userEvent.click(
    await within(screen.getByRole('dialog')).findByRole('button', { name }),
  );

it('releases after telling what that means', async () => {
  const releasePorts = jest.fn(async () => ({
    released: true,
    ports: { http: 7010, prometheus: 9102 },
    quarantinedUntil: '2026-11-24T16:00:00.000Z',
  }));
  const { dialog, getPorts } = await open({ releasePorts });
  await press('Release…');
  expect(
    dialog.getByText(
      'Release HTTP 7010 and Prometheus 9102 of invoice-service?',
    ),
  ).toBeInTheDocument();
  expect(dialog.getByText(/rest in quarantine/)).toBeInTheDocument();
  expect(releasePorts).not.toHaveBeenCalled();

  await press('Release');
  expect(releasePorts).toHaveBeenCalledWith(
    expect.objectContaining({ id: 'one', version: 3 }),
  );
  expect(await screen.findByRole('status')).toHaveTextContent(
    /invoice-service released HTTP 7010 and Prometheus 9102\. They rest until/,
  );
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(getPorts).toHaveBeenCalledTimes(2);
});

it('keeps the ports of who thinks better of it', async () => {
  const { dialog } = await open({});
  await press('Release…');
  await press('Keep them');
  expect(dialog.queryByText(/rest in quarantine/)).toBeNull();
  expect(dialog.getByRole('button', { name: 'Release…' })).toBeInTheDocument();
});

it.each([
  [
    'Confirm',
    { confirmPorts: async () => reservation({ state: 'active' }) },
    'invoice-service keeps HTTP 7010 and Prometheus 9102.',
  ],
  [
    'Renew',
    { renewPorts: async () => reservation({ expiresAt: inHours(48) }) },
    /invoice-service has HTTP 7010 and Prometheus 9102 until/,
  ],
])('%ss a lease', async (button, answers, words) => {
  await open(answers);
  await press(button);
  expect(await screen.findByText(words)).toBeInTheDocument();
});

it('offers neither to who has them for good', async () => {
  await open({
    listReservations: async () => ({
      items: [reservation({ state: 'active', expiresAt: undefined })],
    }),
  });
  await screen.findByRole('button', { name: 'Release…' });
  expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Renew' })).toBeNull();
});

it('gives the ports to another owner, and says at the field who may not have them', async () => {
  const transferPorts = jest
    .fn()
    .mockRejectedValueOnce(
      refusal({
        name: 'ConflictError',
        code: 'OWNER_HELD',
        message: 'component:default/billing-service already has ports.',
      }),
    )
    .mockResolvedValue(reservation({ owner: 'component:default/bills' }));
  await open({ transferPorts });
  await press('Transfer…');
  const field = screen.getByRole('combobox', { name: /Give HTTP 7010/ });
  await userEvent.click(field);
  await userEvent.paste('billing-service');
  await userEvent.tab();
  await press('Transfer');
  await waitFor(() =>
    expect(field).toHaveAccessibleDescription(/already has ports/),
  );
  await userEvent.clear(field);
  await userEvent.paste('bills');
  await userEvent.tab();
  await press('Transfer');
  expect(
    await screen.findByText(
      'HTTP 7010 and Prometheus 9102 belong to bills now.',
    ),
  ).toBeInTheDocument();
  expect(transferPorts).toHaveBeenLastCalledWith(
    expect.objectContaining({ version: 3 }),
    'bills',
  );
});

it('says that somebody was quicker, and reads again', async () => {
  const listReservations = jest
    .fn()
    .mockResolvedValueOnce({ items: [reservation()] })
    .mockResolvedValue({ items: [reservation({ version: 4 })] });
  const confirmPorts = jest
    .fn()
    .mockRejectedValueOnce(
      refusal({
        name: 'PreconditionFailedError',
        code: 'STALE_VERSION',
        message: 'Version 3 is out of date.',
      }),
    )
    .mockResolvedValue(reservation({ state: 'active' }));
  const { dialog, getPorts } = await open({ listReservations, confirmPorts });
  await press('Confirm');
  expect(await dialog.findByRole('alert')).toHaveTextContent(
    'Somebody was quicker',
  );
  expect(getPorts).toHaveBeenCalledTimes(2);
  await press('Confirm');
  await screen.findByText(/invoice-service keeps/);
  expect(confirmPorts).toHaveBeenLastCalledWith(
    expect.objectContaining({ version: 4 }),
  );
});

it('shows the history of the port and of its owner, page by page', async () => {
  const event = portEvent();
  const getPortHistory = jest.fn(
    async ({ owner, cursor }: PortHistoryRequest) => {
      if (owner)
        return {
          items: [event, { ...event, port: 9102, role: 'prometheus' as const }],
        };
      return cursor
        ? { items: [portEvent({ action: 'released', reservation: 'zero' })] }
        : { items: [portEvent()], nextCursor: 'next' };
    },
  );
  const { dialog } = await open({ getPortHistory });
  const entries = () =>
    within(dialog.getByRole('list', { name: 'History' }))
      .getAllByRole('listitem')
      .map(item => item.textContent);
  await dialog.findByRole('list', { name: 'History' });
  expect(entries()).toEqual([
    '2 hours agoreserved HTTP 7010 for invoice-service, by user:guest',
  ]);
  await press('Show earlier');
  await waitFor(() => expect(entries()).toHaveLength(2));
  expect(entries()[1]).toContain('released HTTP 7010');
  expect(dialog.queryByRole('button', { name: 'Show earlier' })).toBeNull();

  await userEvent.click(
    dialog.getByRole('radio', { name: 'Of invoice-service' }),
  );
  await waitFor(() =>
    expect(entries()).toEqual([
      '2 hours agoreserved HTTP 7010 and Prometheus 9102 for invoice-service, by user:guest',
    ]),
  );
});
