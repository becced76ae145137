import { APIRequestContext, Page, expect } from '@playwright/test';
import { openAsGuest } from './portal';

const backend = process.env.DOCKMASTER_E2E_BACKEND!;

/** Opens the form that creates a service, and fills its first page in. */
export async function nameService(page: Page, name: string) {
  await openAsGuest(page, '/create/templates/default/create-service');
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  await page.getByRole('textbox', { name: /^Description/ }).fill('For a test');
  await page.getByRole('textbox', { name: /^Owner/ }).fill('acc');
  await page.getByRole('option', { name: /Accounts/ }).click();
  await page.getByRole('button', { name: 'Next' }).click();
}

/** Fills the whole form in for an HTTP service in Quart with a database, up to the button that creates it. */
export async function fillForm(page: Page, name: string, http: number) {
  await nameService(page, name);
  await page.getByRole('checkbox', { name: /PostgreSQL/ }).press('Space');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/^Now these would be chosen/)).toBeVisible();
  await page.getByRole('radio', { name: 'I choose' }).press('Space');
  await page.getByRole('radio', { name: `${http}, ` }).press('Space');
  await page.getByRole('button', { name: 'Review' }).click();
}

export const create = (page: Page) =>
  page.getByRole('button', { name: 'Create', exact: true }).click();

/** Waits until a task has succeeded. */
export async function expectDone(page: Page) {
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible({
    timeout: 60_000,
  });
}

/** Signs in as the guest: the headers of its requests, and its teams. */
export async function signInAsGuest(request: APIRequestContext) {
  const session = await request.post(`${backend}/api/auth/guest/refresh`);
  const { token, identity } = (await session.json()).backstageIdentity;
  return {
    headers: { authorization: `Bearer ${token}` },
    belongsTo: identity.ownershipEntityRefs as string[],
  };
}

/** Speaks to the backend as the guest. */
export async function asGuest(request: APIRequestContext) {
  const { headers } = await signInAsGuest(request);
  return {
    get: async (path: string) =>
      (await request.get(`${backend}/api${path}`, { headers })).json(),
    post: async (path: string, data: object) =>
      (await request.post(`${backend}/api${path}`, { headers, data })).json(),
  };
}
