import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { ExampleFleet } from '../../testing/ExampleFleet';

const folder = 'services/identity_service';
const compose = 'docker-compose.services.yml';

let fleet: ExampleFleet;
let text: string;
const at = (name: string) => join(fleet.root, folder, name);
const fix = (...args: string[]) => fleet.dockmaster(['fix', folder, ...args]);

beforeEach(() => {
  fleet = ExampleFleet.create();
  text = fleet.read(`${folder}/Dockerfile.dev`);
  renameSync(at('Dockerfile.dev'), at('Dockerfile'));
  fleet.replace(compose, `${folder}/Dockerfile.dev`, `${folder}/Dockerfile`);
});
afterEach(() => fleet.remove());

it('gives a Dockerfile the name that the rule wants, where Compose names it, and says so', async () => {
  const original = fleet.read(compose);
  const patch = await fix();
  const written = await fix('--write');
  expect(written).toMatchObject({
    code: 0,
    out: `renamed  ${folder}/Dockerfile → ${folder}/Dockerfile.dev\nchanged  ${compose}\n`,
    err: expect.stringContaining('what else names it'),
  });
  expect(existsSync(at('Dockerfile'))).toBe(false);
  expect(fleet.read(`${folder}/Dockerfile.dev`)).toBe(text);
  expect(fleet.read(compose)).toContain(`${folder}/Dockerfile.dev`);
  expect(await fix()).toEqual({ code: 0, out: '', err: '' });
  const check = await fleet.dockmaster(['check', folder]);
  expect(check.code).toBe(0);

  renameSync(at('Dockerfile.dev'), at('Dockerfile'));
  const result = fleet.read(compose);
  fleet.write(compose, original);
  execFileSync('git', ['apply', '-'], {
    cwd: fleet.root,
    input: patch.out,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  expect(existsSync(at('Dockerfile'))).toBe(false);
  expect([fleet.read(`${folder}/Dockerfile.dev`), fleet.read(compose)]).toEqual(
    [text, result],
  );
});

it('renames and fixes in one', async () => {
  fleet.replace(`${folder}/Dockerfile`, 'USER appuser\n', '');
  const { code, out } = await fix();
  expect(code).toBe(0);
  expect(out).toContain(`rename to ${folder}/Dockerfile.dev\n---`);
  expect(out).toContain('+USER appuser');
});

it.each([
  [
    'an annotation names it',
    () =>
      fleet.replace(
        `${folder}/catalog-info.yaml`,
        'metadata:\n',
        'metadata:\n  annotations:\n    dockmaster.huleedu.com/dockerfile: Dockerfile\n',
      ),
  ],
  [
    'a second Compose service is built from it',
    () =>
      fleet.replace(
        compose,
        'services:\n',
        `services:\n  migrations:\n    build: { context: ., dockerfile: ${folder}/Dockerfile }\n`,
      ),
  ],
  [
    'a .dockerignore is called after it',
    () => fleet.write(`${folder}/Dockerfile.dockerignore`, '**/*.md\n'),
  ],
])('leaves it where %s, and says what to do', async (_, change) => {
  change();
  const before = fleet.read(compose);
  const { code, out, err } = await fix('--write');
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('Rename the Dockerfile first');
  expect(existsSync(at('Dockerfile'))).toBe(true);
  expect(fleet.read(compose)).toBe(before);
});

it('does not write over another Dockerfile', async () => {
  fleet.write(`${folder}/Dockerfile.dev`, 'FROM scratch\n');
  const before = fleet.read(compose);
  const { code, err } = await fleet.dockmaster([
    'fix',
    `${folder}/Dockerfile`,
    '--write',
  ]);
  expect([code, err]).toEqual([2, expect.stringContaining('is there already')]);
  expect(fleet.read(`${folder}/Dockerfile.dev`)).toBe('FROM scratch\n');
  expect(fleet.read(`${folder}/Dockerfile`)).toBe(text);
  expect(fleet.read(compose)).toBe(before);
});
