import { PortImport } from '@huleedu/plugin-dockmaster-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { importRows } from '../../../__testUtils__/ports';
import { renderPorts } from '../../../__testUtils__/renderPorts';

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
