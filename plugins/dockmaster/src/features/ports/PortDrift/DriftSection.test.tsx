import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { importRows } from '../../../__testUtils__/ports';
import { renderPorts } from '../../../__testUtils__/renderPorts';

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
  await userEvent.click(await region.findByRole('button', { name: 'Import…' }));
  expect(
    await screen.findByRole('dialog', { name: 'Import the fleet’s ports' }),
  ).toBeInTheDocument();
});
