import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../../__testUtils__/dockmasterApi';
import { inHours, reservation } from '../../../__testUtils__/ports';
import { renderPorts } from '../../../__testUtils__/renderPorts';

const preview = {
  preview: true as const,
  binding: false as const,
  owner: 'component:default/new-service',
  environment: 'default',
  kind: 'http' as const,
  ports: { http: 7012, prometheus: 9104 },
  held: false,
};

const open = async (answers: Partial<DockmasterApi>) => {
  renderPorts({
    getPortDrift: async () => [],
    previewPorts: async () => preview,
    ...answers,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Reserve for a service…' }),
  );
  return within(await screen.findByRole('dialog', { name: 'Reserve ports' }));
};

const fill = async (field: HTMLElement, text: string) => {
  await userEvent.click(field);
  await userEvent.paste(text);
  await userEvent.tab();
};

it('shows a preview that promises nothing, then reserves what was asked for', async () => {
  const previewPorts = jest.fn(async () => preview);
  const reservePorts = jest.fn(async () =>
    reservation({
      owner: 'component:default/new-service',
      ports: { http: 7012, prometheus: 9104, database: 5441 },
    }),
  );
  const dialog = await open({ previewPorts, reservePorts });
  expect(dialog.getByRole('button', { name: 'Reserve' })).toBeDisabled();
  await fill(dialog.getByRole('combobox', { name: /Service/ }), 'new-service');
  expect(await dialog.findByText('7012')).toBeInTheDocument();
  expect(dialog.getByText(/Preview, not binding/)).toBeInTheDocument();

  await userEvent.click(dialog.getByRole('checkbox', { name: /database/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Reserve' }));
  const request = {
    owner: 'new-service',
    environment: 'default',
    kind: 'http',
    state: 'leased',
  };
  expect(previewPorts).toHaveBeenCalledWith({ ...request, database: false });
  expect(reservePorts).toHaveBeenCalledWith({ ...request, database: true });
  expect(await screen.findByRole('status')).toHaveTextContent(
    /^new-service has HTTP 7012, Prometheus 9104 and Database 5441, leased until/,
  );
  expect(screen.queryByRole('dialog')).toBeNull();
});

it.each([
  [
    'PORT_TAKEN',
    { pool: 'http', port: 7005 },
    'HTTP number',
    'Port 7005 is held by component:default/identity-service.',
  ],
  [
    'INVALID_OWNER',
    { field: 'owner' },
    'Service',
    'owner is "new-service", which is no entity ref.',
  ],
])('says %s at its field', async (code, details, field, message) => {
  const dialog = await open({
    previewPorts: () =>
      Promise.reject(
        refusal({ name: 'ConflictError', code, details, message }),
      ),
  });
  await fill(dialog.getByRole('combobox', { name: /Service/ }), 'new-service');
  await waitFor(() =>
    expect(
      dialog.getByRole(field === 'Service' ? 'combobox' : 'textbox', {
        name: new RegExp(field),
      }),
    ).toHaveAccessibleDescription(expect.stringContaining(message)),
  );
});

it('says when numbers free up, where none is free', async () => {
  const dialog = await open({
    previewPorts: () =>
      Promise.reject(
        refusal({
          name: 'ConflictError',
          code: 'POOL_EXHAUSTED',
          message: 'No http port is free.',
          details: {
            pool: { name: 'http' },
            leased: [
              {
                port: 7010,
                owner: 'component:default/invoice-service',
                until: inHours(23),
              },
            ],
          },
        }),
      ),
  });
  await fill(dialog.getByRole('combobox', { name: /Service/ }), 'new-service');
  expect(await dialog.findByText(/No http port is free/)).toBeInTheDocument();
  expect(dialog.getByText('7010').closest('li')).toHaveTextContent(
    /7010 invoice-service, .*\(23 hours left\)/,
  );
});

it('keeps what was filled in when the registry refuses', async () => {
  const dialog = await open({
    reservePorts: () =>
      Promise.reject(
        refusal({
          name: 'ServiceUnavailableError',
          code: 'REGISTRY_BUSY',
          message: 'Too many callers change ports at this moment.',
        }),
      ),
  });
  const owner = dialog.getByRole('combobox', { name: /Service/ });
  await fill(owner, 'new-service');
  await userEvent.click(dialog.getByRole('button', { name: 'Reserve' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent(
    'Too many callers',
  );
  expect(owner).toHaveValue('new-service');
});

it('warns of numbers that still rest', async () => {
  const dialog = await open({
    previewPorts: async () => ({
      ...preview,
      reused: [
        {
          port: 7012,
          previousOwner: 'component:default/old-service',
          until: inHours(1),
        },
      ],
    }),
  });
  await fill(dialog.getByRole('combobox', { name: /Service/ }), 'new-service');
  expect(
    await dialog.findByText(/7012 still rests until .* after old-service/),
  ).toBeInTheDocument();
});

it('asks a worker for its database alone', async () => {
  const previewPorts = jest.fn(async () => preview);
  const dialog = await open({ previewPorts });
  await fill(dialog.getByRole('combobox', { name: /Service/ }), 'new-service');
  await userEvent.click(dialog.getByRole('radio', { name: /Worker/ }));
  expect(dialog.queryByRole('textbox', { name: /HTTP number/ })).toBeNull();
  expect(dialog.getByRole('checkbox', { name: /database/ })).toBeChecked();
  await waitFor(() =>
    expect(previewPorts).toHaveBeenLastCalledWith(
      expect.objectContaining({ kind: 'worker', database: true }),
    ),
  );
});

it('suggests services of the catalog', async () => {
  const dialog = await open({});
  const owner = dialog.getByRole('combobox', { name: /Service/ });
  await userEvent.type(owner, 'identity');
  expect(screen.queryByRole('listbox')).toBeNull();
  await userEvent.keyboard('{ArrowDown}');
  await waitFor(() =>
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual(['identity-service']),
  );
  await userEvent.click(screen.getByRole('option'));
  expect(owner).toHaveValue('identity-service');
});

it('fills in the free number that was opened', async () => {
  renderPorts({ previewPorts: async () => preview }, { at: '/?port=7012' });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Reserve this one…' }),
  );
  expect(
    await screen.findByRole('textbox', { name: /HTTP number/ }),
  ).toHaveValue('7012');
});
