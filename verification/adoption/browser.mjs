import { existsSync } from 'node:fs';
import { chromium, expect } from '@playwright/test';

const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

const soon = { timeout: 60_000 };

/**
 * Opens a portal in a browser as its guest: the card on a service's page, the page with every port by its entry in the sidebar, and the form of a
 * template with the fields that the package brings.
 *
 * @param options - `{ service, verdict, picture }`: whose page, what its card says, and where a picture goes
 */
export async function lookAt({ app }, options) {
  const browser = await chromium.launch({
    executablePath: SYSTEM_CHROMIUM.find(path => existsSync(path)),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1000 },
  });
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  const take = what => page.screenshot({ path: options.picture(what) });
  try {
    await openCard(page, app, options);
    await take('card');
    await openPorts(page);
    await take('ports');
    await openForm(page, app);
    await take('create');
    expect(errors).toEqual([]);
  } catch (error) {
    await take('failure').catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
}

async function openCard(page, app, { service, verdict }) {
  await page.goto(`${app}/catalog/default/component/${service}`);
  const card = page.getByRole('region', { name: 'Docker standard' });
  const enter = page.getByRole('button', { name: 'Enter' });
  await expect(card.or(enter)).toBeVisible(soon);
  // The older system's template signs the guest in by itself.
  if (await enter.isVisible()) await enter.click();
  await expect(card.getByText(verdict)).toBeVisible(soon);
  await expect(card.getByText(/^Checked /)).toBeVisible(soon);
  await expect(card.getByRole('link', { name: 'All ports' })).toBeVisible(soon);
  await card.scrollIntoViewIfNeeded();
}

async function openPorts(page) {
  await page.getByRole('link', { name: 'Ports', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^HTTP 7001/ })).toBeVisible(
    soon,
  );
}

async function openForm(page, app) {
  const template = 'default/create-service-pull-request';
  await page.goto(`${app}/create/templates/${template}`);
  await page.getByLabel(/^Name/).fill('adopted_service', soon);
  // So speaks the field of the package; one that the scaffolder puts in its place does not.
  const echo = page.getByText(/component:default\/adopted-service/);
  await expect(echo).toBeVisible(soon);
  await page.getByLabel(/^Description/).fill('It was adopted');
  const owner = page.getByLabel(/^Owner/);
  if ((await owner.inputValue()) === '') {
    await owner.press('ArrowDown');
    await owner.press('Enter');
  }
  const next = page.getByRole('button', { name: 'Next' });
  await next.click();
  await expect(page.getByLabel(/^Quart/)).toBeVisible(soon);
  await next.click();
  await expect(page.getByLabel('The registry chooses')).toBeChecked(soon);
  await expect(page.getByText(/HTTP 70\d\d/).first()).toBeVisible(soon);
}
