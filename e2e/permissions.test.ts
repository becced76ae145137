import { expect, test } from '@playwright/test';
import { asGuest } from './createForm';
import { putGuestInto } from './guestTeams';
import { openAsGuest, openCard, watchErrors } from './portal';

// The guest changes teams, and with these what the policy lets the guest do.
test.describe.configure({ mode: 'serial' });

const refresh = (service: string) =>
  `/dockmaster/services/default/component/${service}/refresh`;

test.afterAll(
  'the guest is of the platform team again',
  async ({ request }) => {
    await putGuestInto(['group:default/platform'], request);
  },
);

test('who may only read sees verdicts, fixes and ports, and nothing that changes them', async ({
  page,
  request,
}) => {
  const errors = watchErrors(page);
  await putGuestInto(['group:default/auditors'], request);
  const card = await openCard(page, 'cms-service');
  await expect(card.getByText(/^Does not conform/)).toBeVisible();
  await expect(
    card.getByRole('list', { name: 'Ports of this service' }),
  ).toBeVisible();
  await card.getByRole('button', { name: 'Show the fix' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('What remains')).toBeVisible();
  await expect(dialog.getByRole('link')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(card.getByRole('button', { name: 'Check now' })).toHaveCount(0);

  await card.getByRole('link', { name: 'All ports' }).click();
  await page.getByRole('button', { name: /^7006, conflict/ }).click();
  await expect(
    dialog.getByRole('region', { name: 'Files that say it' }),
  ).toBeVisible();
  const changes = /^(Reserve|Import|Release|Transfer)/;
  await expect(dialog.getByRole('button', { name: changes })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: changes })).toHaveCount(0);

  await page.getByRole('link', { name: 'Create', exact: true }).click();
  await expect(page.getByText(/^No templates found/)).toBeVisible();

  const reader = await asGuest(request);
  const service = 'component:default/cms-service';
  for (const [path, body] of [
    [refresh('cms-service'), {}],
    ['/dockmaster/ports/reservations', { owner: service, kind: 'http' }],
    [
      '/dockmaster/waivers',
      { entityRef: service, clause: '8.1.unique', reason: 'x' },
    ],
    [
      '/scaffolder/v2/tasks',
      { templateRef: 'template:default/retire-service', values: {} },
    ],
  ] as const) {
    const { error } = await reader.post(path, body);
    expect(error?.name, path).toBe('NotAllowedError');
  }
  expect(errors).toEqual([]);
});

test('who may not read is told so, on the card and on the page of the ports', async ({
  page,
  request,
}) => {
  await putGuestInto([], request);
  await openAsGuest(page, '/catalog/default/component/cms-service');
  const card = page.getByRole('region', { name: 'Docker standard' });
  await expect(card.getByText('You may not see this report')).toBeVisible();
  await expect(card.getByText(/dockmaster\.report\.read/)).toBeVisible();
  await expect(card.getByRole('button')).toHaveCount(0);
  await page.getByRole('link', { name: 'Ports' }).click();
  await expect(page.getByText('You may not see the ports')).toBeVisible();
  await expect(page.getByText(/dockmaster\.port\.read/)).toBeVisible();
});

test('a team may change what it owns', async ({ page, request }) => {
  await putGuestInto(['group:default/assessment-team'], request);
  const own = await openCard(page, 'grading-service');
  await expect(own.getByRole('button', { name: 'Check now' })).toBeVisible();
  await page.goto('/catalog/default/component/cms-service');
  const card = page.getByRole('region', { name: 'Docker standard' });
  await expect(card.getByText(/^Checked /)).toBeVisible();
  const member = await asGuest(request);
  const { error } = await member.post(refresh('cms-service'), {});
  expect(error?.name).toBe('NotAllowedError');
  await expect(card.getByRole('button', { name: 'Check now' })).toHaveCount(0);
});
