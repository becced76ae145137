import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExampleFleet } from '../../testing/ExampleFleet';

const folder = 'services/letter_service';
const dockerfile = `${folder}/Dockerfile.dev`;
const compose = 'docker-compose.services.yml';

let fleet: ExampleFleet;
beforeEach(() => {
  fleet = ExampleFleet.create();
  for (const path of ['src/letter.py', 'scripts/wait.sh', 'pyproject.toml']) {
    mkdirSync(dirname(join(fleet.root, folder, path)), { recursive: true });
    fleet.write(`${folder}/${path}`, '');
  }
  fleet.write(
    `${folder}/pyproject.toml`,
    '[project]\nname = "letter-service"\ndependencies = ["quart", "hypercorn"]\n\n[tool.pdm.scripts]\nstart = "hypercorn app:app --bind 0.0.0.0:8000"\n',
  );
  fleet.write(
    dockerfile,
    'FROM python:3.11-slim\nWORKDIR /app\nENV PORT=8000\nCOPY pyproject.toml .\nRUN pip install pdm && pdm install\nCOPY scripts/wait.sh /usr/local/bin/wait.sh\nCOPY src/ ./src/\nEXPOSE 8000\nCMD ["pdm", "run", "start"]\n',
  );
});
afterEach(() => fleet.remove());

const add = (...lines: string[]) =>
  fleet.write(
    compose,
    `${fleet.read(compose).trimEnd()}\n\n${lines.join('\n')}\n`,
  );
const fix = (...args: string[]) => fleet.dockmaster(['fix', folder, ...args]);

/** What the Dockerfile copies from the build context. */
const copied = () =>
  [
    ...fleet.read(dockerfile).matchAll(/^COPY(?: --chown=\S+)? (?!--)(\S+) /gm),
  ].map(([, path]) => path);

it('builds from the root what was built from its folder, and each file is found there', async () => {
  add(
    '  letter_service:',
    '    build: ./services/letter_service',
    '    ports: ["8000:8000"]',
  );
  expect(await fix('--http-port', '7012', '--write')).toMatchObject({
    code: 0,
    err: '',
  });
  expect(fleet.read(compose)).toContain(
    `    build:\n      context: .\n      dockerfile: ${dockerfile}\n      target: development\n`,
  );
  expect(copied()).toContain(`${folder}/scripts/wait.sh`);
  expect(copied().filter(path => !existsSync(join(fleet.root, path)))).toEqual(
    [],
  );
});

it('leaves the paths where another service is built from the folder, too', async () => {
  add(
    '  letter_service:',
    '    build: ./services/letter_service',
    '    ports: ["8000:8000"]',
    '  letter_worker:',
    '    extends: letter_service',
    '    ports: !override []',
  );
  const before = copied();
  const { code, err } = await fix('--http-port', '7012', '--write');
  expect(code).toBe(1);
  expect(copied()).toEqual(before);
  expect(fleet.read(compose)).toContain('build: ./services/letter_service\n');
  expect(err).toContain('letter_worker would change too');
});
