import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { addViolation } from './cases.mjs';
import { Checkout } from './Checkout.mjs';

/**
 * Starts the hook as pre-commit does, from a copy of this repository in which nothing is installed.
 *
 * @throws AssertionError where it does not let pass what was there, or does not name what is new
 */
export function playHook(directory, monorepo) {
  const clone = join(directory, 'clone');
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { encoding: 'utf8' },
  );
  for (const path of files.split('\0').filter(existsSync))
    cpSync(path, join(clone, path));
  const { entry } = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')).find(
    ({ id }) => id === 'dockmaster-check',
  );
  const [script, ...args] = entry.split(' ');
  const fleet = Checkout.create(join(directory, 'fleet'));
  fleet.add(monorepo);
  const hook = (...more) => {
    const { status, stdout, stderr } = spawnSync(
      resolve(clone, script),
      [...args, ...more],
      { cwd: fleet.directory, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  };

  const baseline = 'dockmaster-baseline.json';
  const written = hook('--write-baseline', baseline);
  assert.ok(existsSync(join(fleet.directory, baseline)), written.stderr);
  const before = hook('--baseline', baseline);
  assert.equal(before.status, 0, before.stdout);
  addViolation(fleet);
  const after = hook('--baseline', baseline);
  assert.equal(after.status, 1);
  assert.match(
    after.stdout,
    /^services\/identity_service\/Dockerfile\.dev:22:5  new must 2\.2\.pdm-nocache: .*\n13 services: 1 new, /,
  );
}
