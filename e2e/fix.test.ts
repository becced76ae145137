import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { create, expectDone } from './createForm';
import { openCard, watchErrors } from './portal';

const workingCopy = process.env.DOCKMASTER_E2E_WORKING_COPY!;
const dockerfile = 'services/billing_service/Dockerfile.dev';

// The second test commits what the first one shows.
test.describe.configure({ mode: 'serial' });

test('the card shows what fixes a service, as a diff that git takes', async ({
  page,
}) => {
  const errors = watchErrors(page);
  const card = await openCard(page, 'billing-service');
  const button = card.getByRole('button', { name: 'Show the fix' });
  await button.press('Enter');
  const dialog = page.getByRole('dialog', {
    name: 'Fix billing_service',
  });
  await expect(dialog.getByText('Conforms afterwards')).toBeVisible();
  await expect(
    dialog.getByRole('region', { name: 'Fixed clauses' }),
  ).toContainText('8.1.prom-offset Prometheus port');

  const lines = (await readFile(join(workingCopy, dockerfile), 'utf8')).split(
    '\n',
  );
  const line = lines.findIndex(text => text.includes('PORT=9099')) + 1;
  const changes = dialog.getByRole('region', {
    name: `Changes of ${dockerfile}`,
  });
  await expect(
    changes.getByRole('row').filter({ hasText: 'PROMETHEUS_PORT=9099' }),
  ).toHaveText(new RegExp(`^${line}−removed `));
  await expect(
    changes.getByRole('row').filter({ hasText: 'PROMETHEUS_PORT=9101' }),
  ).toHaveText(new RegExp(`^${line}\\+added `));
  await page.mouse.move(0, 0);
  await dialog.screenshot({ path: 'docs/images/fix.png' });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('billing_service.patch');
  const applied = spawnSync(
    'git',
    ['apply', '--check', await download.path()],
    { cwd: workingCopy, encoding: 'utf8' },
  );
  expect(applied.stderr).toBe('');
  expect(applied.status).toBe(0);

  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();
  expect(errors).toEqual([]);
});

test('the template that it leads to shows the same, and commits it', async ({
  page,
}) => {
  const errors = watchErrors(page);
  const card = await openCard(page, 'billing-service');
  await card.getByRole('button', { name: 'Show the fix' }).click();
  await page.getByRole('link', { name: 'Fix this service' }).click();

  await expect(page.getByRole('textbox', { name: /^Service/ })).toHaveValue(
    /billing-service$/,
  );
  await expect(
    page.getByRole('region', { name: `Changes of ${dockerfile}` }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  await create(page);
  await expectDone(page);
  await expect(
    page.getByText(/^component.*billing-service conforms: score 100 of 100/),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Open the service' }).click();
  await expect(card.getByText('Conforms', { exact: true })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Show the fix' })).toHaveCount(
    0,
  );
  expect(await readFile(join(workingCopy, dockerfile), 'utf8')).toContain(
    'BILLING_SERVICE_PROMETHEUS_PORT=9101',
  );
  expect(errors).toEqual([]);
});
