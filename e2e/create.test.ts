import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  asGuest,
  create,
  expectDone,
  fillForm,
  nameService,
} from './createForm';
import { openAsGuest, watchErrors } from './portal';

const workingCopy = process.env.DOCKMASTER_E2E_WORKING_COPY!;
const compose = join(workingCopy, 'docker-compose.services.yml');
const readCompose = () => readFile(compose, 'utf8');

// The services of one test are retired by another. Their HTTP ports are the last ones, since other tests ask for the first.
test.describe.configure({ mode: 'serial' });

const made: string[] = [];

test('a service that is created conforms, and has ports of its own', async ({
  page,
}) => {
  const errors = watchErrors(page);
  await fillForm(page, 'tally_service', 7020);
  await create(page);
  made.push('tally_service');
  await expect(page.getByText('Wait for the catalog')).toBeVisible();
  await expectDone(page);
  await expect(
    page.getByText(/tally-service conforms: score 100 of 100/),
  ).toBeVisible();
  expect(await readCompose()).toContain('"7020:7020"');

  await page.getByRole('link', { name: 'Open the service' }).click();
  const card = page.getByRole('region', { name: 'Docker standard' });
  await expect(card.getByText('Conforms', { exact: true })).toBeVisible();
  await expect(
    card.getByRole('list', { name: 'Ports of this service' }),
  ).toHaveText(
    /HTTP 7020 active\s*Prometheus 9112 active\s*Database \d+ active/,
  );
  expect(errors).toEqual([]);
});

test('two that are created at once get other ports, and both are in the compose file', async ({
  page,
  browser,
  request,
}) => {
  const other = await browser.newPage();
  await fillForm(page, 'first_tally_service', 7018);
  await fillForm(other, 'second_tally_service', 7019);
  await Promise.all([create(page), create(other)]);
  made.push('first_tally_service', 'second_tally_service');
  await Promise.all([expectDone(page), expectDone(other)]);

  await other.close();

  const text = await readCompose();
  expect(text).toContain('  first_tally_service:\n');
  expect(text).toContain('  second_tally_service:\n');
  const { items } = await (
    await asGuest(request)
  ).get('/dockmaster/ports/reservations');
  const databases = items
    .filter(({ owner }: { owner: string }) =>
      /(first|second)-tally/.test(owner),
    )
    .map(({ ports }: { ports: { database: number } }) => ports.database);
  expect(databases).toHaveLength(2);
  expect(new Set(databases).size).toBe(2);
});

test('a task that fails writes nothing, and gets the same ports when it is retried', async ({
  page,
  request,
}) => {
  const api = await asGuest(request);
  const reservation = async () => {
    const { items } = await api.get(
      '/dockmaster/ports/reservations?owner=component:default/late-tally-service',
    );
    return items[0];
  };
  const before = await readCompose();
  await appendFile(compose, '# an edit that nobody has committed\n');
  await fillForm(page, 'late_tally_service', 7017);
  await create(page);
  await expect(
    page
      .getByText(/uncommitted changes in docker-compose\.services\.yml/)
      .first(),
  ).toBeVisible();
  expect(await readCompose()).toBe(
    `${before}# an edit that nobody has committed\n`,
  );
  const leased = await reservation();
  expect(leased.state).toBe('leased');

  await writeFile(compose, before);
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  made.push('late_tally_service');
  await expectDone(page);
  expect(await reservation()).toMatchObject({
    id: leased.id,
    state: 'active',
    ports: leased.ports,
  });
});

test('a name that is taken, or none at all, does not get past the form', async ({
  page,
}) => {
  await nameService(page, 'identity_service');
  await expect(
    page
      .getByText(/The name is taken: the catalog has identity-service/)
      .first(),
  ).toBeVisible();
  const name = page.getByRole('textbox', { name: /^Name/ });
  for (const hostile of ['../x', '"; rm -rf', '{{ x }}', 'zähler']) {
    await name.fill(hostile);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(
      page.getByText(/must match pattern|Write 2 to 63/).first(),
    ).toBeVisible();
  }
});

test('a service that is retired is gone, and its ports rest', async ({
  page,
  request,
}) => {
  await openAsGuest(page, '/create/templates/default/retire-service');
  await page.getByRole('textbox', { name: /^Service/ }).fill('tally-service');
  await page
    .getByRole('option', { name: 'tally-service', exact: true })
    .click();
  await page.keyboard.press('Tab');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Review' }).click();
  await create(page);
  await expectDone(page);
  made.splice(made.indexOf('tally_service'), 1);
  expect(await readCompose()).not.toContain('  tally_service:');
  const { pools } = await (await asGuest(request)).get('/dockmaster/ports');
  expect(pools[0].ports).toContainEqual(
    expect.objectContaining({ port: 7020, state: 'quarantined' }),
  );
});

test('where no number is left, the form and the task say so', async ({
  page,
  request,
}) => {
  const api = await asGuest(request);
  const { pools } = await api.get('/dockmaster/ports');
  const pool = pools.find(({ name }: { name: string }) => name === 'database');
  // What rests is given where nothing else is left, so that is taken, too. These leases end by themselves, in a minute.
  const left = pool.ports.filter(({ state }: { state: string }) =>
    ['free', 'quarantined'].includes(state),
  );
  for (let index = 0; index < left.length; index++) {
    await api.post('/dockmaster/ports/reservations', {
      owner: `component:default/filler-${index}`,
      kind: 'worker',
      database: true,
      ttl: 'PT1M',
    });
  }
  const before = await readCompose();
  await nameService(page, 'last_tally_service');
  await page
    .getByRole('radio', { name: 'Works in the background' })
    .press('Space');
  await page.getByRole('checkbox', { name: /PostgreSQL/ }).press('Space');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'No database port is free',
  );
  await page.getByRole('button', { name: 'Review' }).click();
  await create(page);
  await expect(
    page.getByText(/No database port is free/).first(),
  ).toBeVisible();
  expect(await readCompose()).toBe(before);
});

test.afterAll('the fleet is as it was', async ({ request }) => {
  const api = await asGuest(request);
  const retire = async (name: string) => {
    const { id } = await api.post('/scaffolder/v2/tasks', {
      templateRef: 'template:default/retire-service',
      values: {
        entityRef: `component:default/${name.replace(/_/g, '-')}`,
        isMeant: true,
      },
    });
    const status = async () =>
      (await api.get(`/scaffolder/v2/tasks/${id}`)).status;
    await expect.poll(status, { timeout: 60_000 }).toBe('completed');
  };
  await Promise.all(made.map(retire));
  expect(await readCompose()).not.toContain('tally');
  // Other tests want numbers, too.
  const fillers = async () => {
    const { items } = await api.get('/dockmaster/ports/reservations');
    return items.filter(({ owner }: { owner: string }) =>
      owner.includes('filler'),
    );
  };
  await expect.poll(fillers, { timeout: 75_000 }).toEqual([]);
});
