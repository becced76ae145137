import fc from 'fast-check';
import { checkBeside, quiet } from '../testing/checkBeside';
import { ExampleFleet } from '../testing/ExampleFleet';

const BASELINE = 'dockmaster-baseline.json';
const dockerfileOf = (service: string) => `services/${service}/Dockerfile.dev`;

let fleet: ExampleFleet;

const write = (...args: string[]) =>
  fleet.dockmaster(['check', ...args, '--write-baseline', BASELINE]);

beforeEach(async () => {
  fleet = ExampleFleet.create();
  await write();
});

afterEach(() => fleet.remove());

const check = (...args: string[]) => checkBeside(fleet, BASELINE, args);

it('stays as it is, whatever moves and in whichever order services are named', async () => {
  const before = fleet.read(BASELINE);
  const path = dockerfileOf('notification_service');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('', '# A comment', '#'), { maxLength: 4 }),
      fc.shuffledSubarray(['billing', 'cms', 'notification', 'report']),
      async (lines, names) => {
        const content = fleet.read(path);
        fleet.write(path, [...lines, content].join('\n'));
        await write(...names.map(name => `services/${name}_service`));
        expect(fleet.read(BASELINE)).toBe(before);
        fleet.write(path, content);
      },
    ),
    { numRuns: 15 },
  );
});

it('stays as it is where words change places', async () => {
  const before = fleet.read(BASELINE);
  fleet.replace(
    dockerfileOf('billing_service'),
    `pdm install --dev --lockfile pdm.lock.docker; \\
    else \\
        pdm install --dev; \\`,
    `pdm install --dev; \\
    else \\
        pdm install --dev --lockfile pdm.lock.docker; \\`,
  );
  await write();
  expect(fleet.read(BASELINE)).toBe(before);
});

it('loses the lines of what is fixed, and no others', async () => {
  const before = fleet.read(BASELINE).split('\n');
  fleet.replace(
    dockerfileOf('report_service'),
    'EXPOSE 7006 9098',
    'EXPOSE ${REPORT_SERVICE_HTTP_PORT} ${REPORT_SERVICE_PROMETHEUS_PORT}',
  );
  await write();
  const after = fleet.read(BASELINE).split('\n');
  expect(before.length - after.length).toBe(2);
  expect(after.filter(line => !before.includes(line))).toEqual([]);
});

it('keeps what it says of services that are not written anew, and forgets those that are gone', async () => {
  const before = JSON.parse(fleet.read(BASELINE)).services;
  fleet.removeService('cms_service');
  await write('services/billing_service');
  const { cms_service: gone, ...others } = before;
  expect(gone).toBeDefined();
  expect(JSON.parse(fleet.read(BASELINE)).services).toEqual(others);
});

it('may be read and written by one call, which tells what the older one did not know', async () => {
  fleet.replace(
    dockerfileOf('identity_service'),
    'pip install --no-cache-dir',
    'pip install',
  );
  expect((await check('--write-baseline', BASELINE)).code).toBe(1);
  expect(await check()).toEqual(quiet);
});

it.each([
  ['a merge left its marks', '<<<<<<< HEAD\n', 'is no baseline'],
  ['it is another program’s', '{"name":"app"}', 'it names no version'],
  ['it is a list', '[]', 'the file is no object'],
  ['it is nothing', 'null', 'the file is no object'],
  ['an older dockmaster wrote it', '{"version":1}', 'its version is 1'],
  [
    'it lists no services',
    '{"version":2,"standard":{"id":"087","version":"1"}}',
    'services is no object',
  ],
  [
    'its places are none',
    '{"version":2,"standard":{"id":"087","version":"1"},"services":{"a":{"failing":{"2.1.base":[1]}}}}',
    'services.a.failing.2.1.base is no text',
  ],
])('is refused where %s', async (_, content, reason) => {
  fleet.write(BASELINE, content);
  const answer = await fleet.dockmaster(['check', '--baseline', BASELINE]);
  expect(answer).toEqual({
    code: 2,
    out: '',
    err: expect.stringContaining(reason),
  });
  expect(answer.err).toContain('write one with --write-baseline');
  await write();
  expect(await check()).toEqual(quiet);
});

it('knows services by names that objects have, too', async () => {
  fleet.renameService('billing_service', 'constructor');
  const { renamed } = await check();
  expect(renamed).toEqual([{ from: 'billing_service', to: 'constructor' }]);
  await write();
  expect(await check()).toEqual(quiet);
});
