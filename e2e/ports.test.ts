import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Page, expect, test } from '@playwright/test';
import { openAsGuest, openCard, watchErrors } from './portal';

const workingCopy = process.env.DOCKMASTER_E2E_WORKING_COPY!;

// Each test goes on from what the one before it has reserved.
test.describe.configure({ mode: 'serial' });

const port = (page: Page, name: RegExp) => page.getByRole('button', { name });

/** The Ports page, once the fleet's files have been observed. */
async function openPorts(page: Page) {
  await openAsGuest(page, '/dockmaster/ports');
  await expect(port(page, /^7006, conflict/)).toBeVisible({ timeout: 80_000 });
}

async function reserve(page: Page, service: string) {
  await page.getByRole('button', { name: 'Reserve for a service…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reserve ports' });
  await dialog.getByRole('combobox', { name: /Service/ }).fill(service);
  await page.keyboard.press('Tab');
  await expect(dialog.getByText(/Preview, not binding/)).toBeVisible();
  return dialog;
}

test('tells numbers that are contested, and that nobody gets, with the reason', async ({
  page,
}) => {
  const errors = watchErrors(page);
  await openPorts(page);
  await expect(
    port(page, /^7006, conflict, grading-service and report-service/),
  ).toBeVisible();
  await expect(
    port(page, /^7002, blocked, 9094 is blocked: Alertmanager/),
  ).toBeVisible();
  await expect(
    port(page, /^7007, blocked, Backstage's own backend/),
  ).toBeVisible();

  await port(page, /^7006, conflict/).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'HTTP port 7006' });
  await expect(
    dialog.getByRole('link', { name: 'report-service' }).first(),
  ).toBeVisible();
  await expect(
    dialog.getByText(/^services\/report_service\/Dockerfile\.dev:\d+$/),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(port(page, /^7006, conflict/)).toBeFocused();
  expect(errors).toEqual([]);
});

test('lists drift with file and line', async ({ page }) => {
  await openPorts(page);
  const dockerfile = await readFile(
    join(workingCopy, 'services/report_service/Dockerfile.dev'),
    'utf8',
  );
  const line = dockerfile.split('\n').lastIndexOf('EXPOSE 7006 9098') + 1;
  const drift = page.getByRole('region', { name: /^Drift/ });
  await drift.getByRole('radio', { name: /^Literal/ }).press('Enter');
  await expect(
    drift.getByRole('row').filter({ hasText: 'names 7006 itself' }),
  ).toContainText(`services/report_service/Dockerfile.dev:${line}`);
});

test('reserves for a new service, and takes the ports back', async ({
  page,
}) => {
  await openPorts(page);
  const dialog = await reserve(page, 'ledger-service');
  await dialog.getByRole('textbox', { name: /HTTP number/ }).fill('7007');
  await expect(dialog.getByText(/Port 7007 is blocked/)).toBeVisible();
  await dialog.getByRole('textbox', { name: /HTTP number/ }).fill('7015');
  await expect(dialog.getByText('9107')).toBeVisible();
  await dialog.getByRole('button', { name: 'Reserve' }).click();
  await expect(page.getByRole('status')).toContainText(
    'ledger-service has HTTP 7015 and Prometheus 9107, leased until',
  );
  const leased = port(
    page,
    /^7015, leased, .* left, ledger-service, Prometheus 9107$/,
  );
  await expect(leased).toBeVisible();

  await leased.click();
  const details = page.getByRole('dialog', { name: 'HTTP port 7015' });
  await expect(details.getByText(/^reserved/).first()).toBeVisible();
  await details.getByRole('button', { name: 'Release…' }).click();
  await expect(
    details.getByText(
      'Release HTTP 7015 and Prometheus 9107 of ledger-service?',
    ),
  ).toBeVisible();
  await details.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(
    port(page, /^7015, quarantined, .* left, was ledger-service/),
  ).toBeVisible();
});

test('imports the fleet after a dry run', async ({ page }) => {
  await openPorts(page);
  const lease = await reserve(page, 'invoice-service');
  await lease.getByRole('checkbox', { name: /database/ }).press('Space');
  await lease.getByRole('button', { name: 'Reserve' }).click();
  await expect(
    port(page, /^70\d\d, leased, .*, invoice-service, Prometheus/),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Import the fleet…' }).click();
  const dialog = page.getByRole('dialog');
  const row = (service: string) =>
    dialog.getByRole('row').filter({
      has: page.getByRole('rowheader', { name: service }),
    });
  await expect(row('identity-service')).toContainText('Assigned');
  await expect(row('notification-service')).toContainText(
    'HTTP 8080 lies outside 7001–7020',
  );
  await expect(row('report-service')).toContainText('Conflict');
  await expect(port(page, /^7005, observed only/)).toBeAttached();
  await dialog.getByRole('button', { name: /^Register \d+ services$/ }).click();
  await expect(page.getByRole('status')).toContainText(
    /\d services registered/,
  );
  await expect(
    port(page, /^7005, active, identity-service, Prometheus 9097$/),
  ).toBeVisible();
  await expect(
    port(page, /^8080, active, notification-service$/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: 'docs/images/ports-page.png' });
});

test("shows a service's ports on its card", async ({ page }) => {
  const card = await openCard(page, 'identity-service');
  await expect(
    card.getByRole('list', { name: 'Ports of this service' }),
  ).toHaveText('HTTP 7005 activePrometheus 9097 activeDatabase 5442 active');
  await card.getByRole('link', { name: 'All ports' }).click();
  await expect(port(page, /^7005, active/)).toBeVisible();
});
