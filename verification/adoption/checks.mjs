import assert from 'node:assert/strict';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { attempt, run, waitFor } from './processes.mjs';

const root = resolve(import.meta.dirname, '../..');

/** What the schema of each package must refuse, and how. */
const WRONG = [
  [
    { monorepos: [{ compose: ['docker-compose.yml'] }] },
    /required property 'url' .*dockmaster\/monorepos\/0/,
  ],
  [
    { workingCopies: [{ directory: [] }] },
    /must be string .*dockmaster\/workingCopies\/0\/directory/,
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
 * The portal's own command takes what the READMEs say and refuses what is wrong, since it finds the schema in the packages.
 *
 * @param example - a README's configuration with every key
 */
export async function checkConfiguration(directory, environment, example) {
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
    assert.notEqual(code, 0, `${JSON.stringify(dockmaster)} was taken.`);
    assert.match(output, refusal);
  }
  await rm(file);
}

/** What `tsc` says of the portal with the snippets in it. */
export async function checkTypes(directory, environment) {
  await run('yarn', ['tsc'], { cwd: directory, env: environment });
}

/** The migrations made the tables, in the plugin's database on disk. */
export async function checkTables(directory, environment) {
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
  const tables = JSON.parse(output);
  for (const name of TABLES)
    assert.ok(tables.includes(name), `there is no table ${name}: ${tables}`);
}

/** A token of the portal's guest. */
export async function signIn({ backend }) {
  const url = `${backend}/api/auth/guest/refresh`;
  const session = await (await fetch(url, { method: 'POST' })).json();
  return session.backstageIdentity.token;
}

/** Every service of the catalog is inspected. @returns what REST says of each, by name */
export async function checkInspections({ backend, token }, names) {
  const headers = { authorization: `Bearer ${token}` };
  const items = await waitFor(
    'The inspection of every service',
    async () => {
      const url = `${backend}/api/dockmaster/services?limit=100`;
      const services = (await (await fetch(url, { headers })).json()).items;
      const isDone = services.every(({ state }) => state !== 'pending');
      return isDone && services.length === names.length && services;
    },
    { seconds: 90 },
  );
  return new Map(items.map(item => [item.entityRef.split('/')[1], item]));
}
