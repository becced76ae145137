import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APIRequestContext, expect } from '@playwright/test';
import { signInAsGuest } from './createForm';

const people = join(
  process.env.DOCKMASTER_E2E_WORKING_COPY!,
  'people/catalog-info.yaml',
);
const backend = process.env.DOCKMASTER_E2E_BACKEND!;
const GUEST = 'user:development/guest';

/** Puts the guest into teams, as the people's file in the working copy says, and waits until whoever signs in as the guest belongs to them. */
export async function putGuestInto(
  teams: string[],
  request: APIRequestContext,
) {
  const before = await readFile(people, 'utf8');
  const memberOf = /(name: guest\n[\s\S]*?memberOf: )\[.*?\]/;
  await writeFile(people, before.replace(memberOf, `$1[${teams.join(', ')}]`));
  const { headers } = await signInAsGuest(request);
  const response = await request.post(`${backend}/api/catalog/refresh`, {
    headers,
    data: { entityRef: GUEST },
  });
  expect(response.ok()).toBe(true);
  await expect
    .poll(async () => (await signInAsGuest(request)).belongsTo)
    .toEqual([GUEST, ...teams]);
}
