import { existsSync } from 'node:fs';
import { chromium, expect, type Page } from '@playwright/test';
import type { Addresses } from './portal.ts';

const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

const soon = { timeout: 60_000 };

/** The system's Chromium. Throws when there is none. */
export function findChromium(): string {
  const found = SYSTEM_CHROMIUM.find(path => existsSync(path));
  if (!found)
    throw new Error(
      `There is no Chromium in ${SYSTEM_CHROMIUM.join(
        ' or ',
      )}. Install it, on Debian with "apt-get install chromium".`,
    );
  return found;
}

/** What the browser must find. */
type Expectation = {
  service: string;
  /** What the service's card says. */
  verdict: RegExp;
  /** The file of a picture, by the picture's subject. */
  picture: (subject: string) => string;
};

/**
 * Opens a portal in a browser as its guest: the card on a service's page, the page with every port through the sidebar, and the form of a template with
 * the fields of the package.
 */
export async function visit(
  { app }: Addresses,
  options: Expectation,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1000 },
  });
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  const take = (subject: string) =>
    page.screenshot({ path: options.picture(subject) });
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

async function openCard(
  page: Page,
  app: string,
  { service, verdict }: Expectation,
) {
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

async function openPorts(page: Page) {
  await page.getByRole('link', { name: 'Ports', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^HTTP 7001/ })).toBeVisible(
    soon,
  );
}

async function openForm(page: Page, app: string) {
  const template = 'default/create-service-pull-request';
  await page.goto(`${app}/create/templates/${template}`);
  await page.getByLabel(/^Name/).fill('adopted_service', soon);
  // Only the package's own field shows this; the scaffolder's fallback does not.
  const echo = page.getByText(/component:default\/adopted-service/);
  await expect(echo).toBeVisible(soon);
  await page.getByLabel(/^Description/).fill('It was adopted');
  // The guest has one group, which the field selects once it is loaded.
  await expect(page.getByLabel(/^Owner/)).toHaveValue(/^group:/, soon);
  const next = page.getByRole('button', { name: 'Next' });
  await next.click();
  await expect(page.getByLabel(/^Quart/)).toBeVisible(soon);
  await next.click();
  await expect(page.getByLabel('The registry chooses')).toBeChecked(soon);
  await expect(page.getByText(/HTTP 70\d\d/).first()).toBeVisible(soon);
}
