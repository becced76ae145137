import { Page, expect } from '@playwright/test';

/** Opens a page of the portal as the guest. */
export async function openAsGuest(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('button', { name: 'Enter' }).click();
}

/** The compliance card of a service, once the service has been inspected. */
export async function openCard(page: Page, service: string) {
  await openAsGuest(page, `/catalog/default/component/${service}`);
  const card = page.getByRole('region', { name: 'Docker standard' });
  await expect(card.getByText(/^Checked /)).toBeVisible({ timeout: 60_000 });
  return card;
}

/** Collects what the page reports as errors, so that a test can demand that there are none. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  return errors;
}
