import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openCard, watchErrors } from './portal';

const workingCopy = process.env.DOCKMASTER_E2E_WORKING_COPY!;

test('a service that breaks the rule lists what is wrong, and on which line', async ({
  page,
}) => {
  const errors = watchErrors(page);
  const card = await openCard(page, 'billing-service');
  await expect(card.getByText('Does not conform — 4 musts fail')).toBeVisible();

  const dockerfile = await readFile(
    join(workingCopy, 'services/billing_service/Dockerfile.dev'),
    'utf8',
  );
  const lineOf = (text: string) =>
    dockerfile.split('\n').findIndex(line => line.includes(text)) + 1;
  const finding = (clause: string) =>
    card.getByRole('listitem').filter({ hasText: clause });
  await expect(finding('8.1.prom-offset')).toContainText(
    `Dockerfile.dev:${lineOf('BILLING_SERVICE_PROMETHEUS_PORT=9099')}`,
  );
  await expect(finding('3.1.install-prod')).toContainText(
    `Dockerfile.dev:${lineOf('pdm install --dev --lockfile')}`,
  );
  await expect(finding('10.2.exec-form')).toContainText(
    `Dockerfile.dev:${lineOf('CMD ["sh"')}`,
  );
  await card.scrollIntoViewIfNeeded();
  await card.screenshot({ path: 'docs/images/compliance-card.png' });
  expect(errors).toEqual([]);
});

test('a service that keeps the rule is green', async ({ page }) => {
  const card = await openCard(page, 'identity-service');
  await expect(card.getByText('Conforms', { exact: true })).toBeVisible();
  await expect(card.getByText('Score 100 of 100')).toBeAttached();
  await expect(card.getByRole('list', { name: 'Findings' })).toHaveCount(0);
});

test('what cannot be judged is told apart, and is never green', async ({
  page,
}) => {
  const undecided = await openCard(page, 'search-service');
  await expect(undecided.getByText(/^Undecided — \d musts/)).toBeVisible();

  await page.goto('/catalog/default/component/import-service');
  const card = page.getByRole('region', { name: 'Docker standard' });
  await expect(card.getByText('No Dockerfile', { exact: true })).toBeVisible();

  await page.goto('/catalog/default/component/archive-service');
  await expect(card.getByText('The files could not be read')).toBeVisible();
});

test('an edit on disk changes the verdict when it is checked again', async ({
  page,
}) => {
  const path = join(workingCopy, 'services/gateway_service/Dockerfile.dev');
  const before = await readFile(path, 'utf8');
  const card = await openCard(page, 'gateway-service');
  await expect(card.getByText('Conforms', { exact: true })).toBeVisible();

  await writeFile(path, before.replace(/USER appuser\n(?![^]*USER)/, ''));
  await card.getByRole('button', { name: 'Check now' }).press('Enter');
  await expect(card.getByText('Does not conform — 1 must fails')).toBeVisible();
  await expect(card.getByText(/5\.1\.user/)).toBeVisible();

  await writeFile(path, before);
  await card.getByRole('button', { name: 'Check now' }).click();
  await expect(card.getByText('Conforms', { exact: true })).toBeVisible();
});

test('all clauses open from the card, by keyboard', async ({ page }) => {
  const card = await openCard(page, 'billing-service');
  await card.getByRole('button', { name: /^All \d+ clauses$/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: /^§11\.1 / })).toBeVisible();
  await dialog.getByRole('radio', { name: 'Fails 4' }).press('Enter');
  await expect(dialog.getByRole('listitem')).toHaveCount(4);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('the portal and the command line agree on every clause', async ({
  page,
  request,
}) => {
  await openCard(page, 'identity-service');
  const backend = process.env.DOCKMASTER_E2E_BACKEND!;
  const session = await request.post(`${backend}/api/auth/guest/refresh`);
  const { backstageIdentity } = await session.json();
  const headers = { authorization: `Bearer ${backstageIdentity.token}` };

  const services = join(workingCopy, 'services');
  // archive_service's annotation is at fault, so its exit code is 2; the result is printed all the same.
  const { stdout } = spawnSync(
    process.execPath,
    [
      'packages/dockmaster-cli/dist/dockmaster.cjs',
      'check',
      services,
      '--format',
      'json',
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const { results } = JSON.parse(stdout);
  type Clause = { id: string; verdict: string; evidence: unknown[] };
  const essence = (clauses: Clause[]) =>
    clauses.map(({ id, verdict, evidence }) => ({ id, verdict, evidence }));
  let compared = 0;
  for (const { service, clauses } of results) {
    const name = service.replace(/_+/g, '-');
    const response = await request.get(
      `${backend}/api/dockmaster/services/default/component/${name}`,
      { headers },
    );
    const { report } = await response.json();
    if (!report) continue;
    expect(essence(report.clauses), service).toEqual(essence(clauses));
    compared++;
  }
  expect(compared).toBe(11);
});
