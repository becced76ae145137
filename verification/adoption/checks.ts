import assert from 'node:assert/strict';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Addresses } from './portal.ts';
import { attempt, run, waitFor } from './processes.ts';

const root = resolve(import.meta.dirname, '../..');

/** Configurations that the schema of each package must refuse, with the message. */
const WRONG: Array<[configuration: object, refusal: RegExp]> = [
  [
    { monorepos: [{ compose: ['docker-compose.yml'] }] },
    /required property 'url' .*dockmaster\/monorepos\/0/,
  ],
  [
    // A key of the example portal: no package that others install knows it.
    { workingCopies: [{ directory: '/srv/monorepo' }] },
    /additional properties .*workingCopies/,
  ],
];

const TABLES = [
  'inspections',
  'port_reservations',
  'port_events',
  'verdict_changes',
  'waivers',
];

/**
 * Checks that the portal's own command accepts the READMEs' configuration and refuses a wrong one, since it finds the schema in the packages.
 *
 * @param example - a README's configuration with every key
 */
export async function checkConfiguration(
  directory: string,
  environment: NodeJS.ProcessEnv,
  example: string,
): Promise<void> {
  const options = { cwd: directory, env: environment };
  const check = ['backstage-cli', 'config:check', '--strict', '--lax'];
  for (const file of ['app-config.yaml', 'app-config.local.yaml'])
    check.push('--config', file);
  const file = join(directory, 'app-config.tried.yaml');
  await writeFile(file, example);
  await copyFile(
    join(root, 'examples/monorepo/dockmaster.yaml'),
    join(directory, 'dockmaster.yaml'),
  );
  await run('yarn', [...check, '--config', file], options);

  for (const [dockmaster, refusal] of WRONG) {
    await writeFile(file, JSON.stringify({ dockmaster }));
    const { code, output } = await attempt(
      'yarn',
      [...check, '--config', file],
      options,
    );
    assert.notEqual(code, 0, `${JSON.stringify(dockmaster)} was accepted.`);
    assert.match(output, refusal);
  }
  await rm(file);
}

/** Checks the types of the portal with the snippets in it. */
export async function checkTypes(
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  await run('yarn', ['tsc'], { cwd: directory, env: environment });
}

/** Checks that the migrations made the tables, in the plugin's database on disk. */
export async function checkTables(
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const script = `
    const Database = require('better-sqlite3');
    const file = new Database(process.argv[1], { readonly: true });
    const rows = file.prepare("select name from sqlite_master where type = 'table'").all();
    console.log(JSON.stringify(rows.map(({ name }) => name)));`;
  const output = await run(
    'node',
    ['-e', script, join(directory, 'database', 'dockmaster.sqlite')],
    { cwd: join(directory, 'packages', 'backend'), env: environment },
  );
  const tables: string[] = JSON.parse(output);
  for (const name of TABLES)
    assert.ok(tables.includes(name), `there is no table ${name}: ${tables}`);
}

/** A token of the portal's guest. */
export async function signIn({ backend }: Addresses): Promise<string> {
  const url = `${backend}/api/auth/guest/refresh`;
  const session = await (await fetch(url, { method: 'POST' })).json();
  return session.backstageIdentity.token;
}

/** A service's summary, as REST gives it. */
type Inspected = {
  entityRef: string;
  state: string;
  conforms?: boolean;
  score?: string;
};

/** Waits until every service of the catalog is inspected, and returns their summaries by name. */
export async function checkInspections(
  session: { backend: string; token: string },
  names: string[],
): Promise<Map<string, Inspected>> {
  const { backend, token } = session;
  const headers = { authorization: `Bearer ${token}` };
  const items = await waitFor(
    'The inspection of every service',
    async () => {
      const url = `${backend}/api/dockmaster/services?limit=100`;
      const body = await (await fetch(url, { headers })).json();
      const services: Inspected[] = body.items;
      const isDone = services.every(({ state }) => state !== 'pending');
      return isDone && services.length === names.length && services;
    },
    { seconds: 90 },
  );
  return new Map(items.map(item => [item.entityRef.split('/')[1], item]));
}
