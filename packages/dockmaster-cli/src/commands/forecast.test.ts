import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as configuration from '@huleedu/rule-087/configuration';
import * as fixer from '@huleedu/service-fixer';
import * as generator from '@huleedu/service-generator';
import { run } from '../cli';

const example = resolve(__dirname, '../../../../examples/monorepo');

async function forecast(
  args: string[],
  { cwd = example, isTerminal = false } = {},
) {
  let out = '';
  let err = '';
  const code = await run(['forecast', ...args], {
    cwd,
    today: '2026-11-24',
    isTerminal,
    colors: false,
    loadConfigurationReader: async () => configuration,
    loadFixer: async () => fixer,
    loadGenerator: async () => generator,
    out: text => (out += text),
    err: text => (err += text),
  });
  return { code, out, err };
}

it('writes JSON as it is promised', async () => {
  const { code, out, err } = await forecast(['services/identity_service']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { targets, ...rest } = JSON.parse(out);
  expect(rest).toEqual({});
  expect(targets.map(({ target }: { target: string }) => target)).toEqual([
    'development',
    'production',
  ]);
  const [{ steps, changes }] = targets;
  expect(steps).toHaveLength(15);
  expect(steps[12]).toEqual({
    index: 13,
    stage: 'development',
    line: 46,
    instruction:
      'COPY services/identity_service/ /app/services/identity_service/',
  });
  expect(Object.keys(changes)).toEqual([
    'service-code',
    'library-source',
    'service-metadata',
    'lock-file',
    'system-packages',
  ]);
  expect(changes['service-code']).toEqual({
    rerun: [13, 14, 15],
    maybe: [],
    cachedShare: 0.8,
  });
  // The context keeps PDM's lock files out.
  expect(changes['lock-file']).toBeNull();
});

it('draws a table for people', async () => {
  const path = 'services/search_service';
  const { out } = await forecast([path], { isTerminal: true });
  expect(out).toBe((await forecast([path, '--format', 'text'])).out);
  expect(out).toMatchInlineSnapshot(`
    "search_service, development: 5 steps, and what an edit makes the builder run again
      step  line  code   library  metadata  lock        system  instruction
         1    18  ·      ·        ·         ·           ·       base: WORKDIR /app
         2    22  ·      ·        ·         ·           ·       development: RUN groupadd -r appuser && useradd --no-log-init -r -g appuser …
         3    23  again  ·        again     ·           ·       development: COPY services/search_service/ /app/services/search_service/
         4    24  again  ·        again     ·           ·       development: RUN chown -R appuser:appuser /app
         5    27  again  ·        again     ·           ·       development: WORKDIR /app/services/search_service
                  3      none     3         not copied  none    steps run again

    search_service, production: 4 steps, and what an edit makes the builder run again
      step  line  code   library  metadata  lock        system  instruction
         1    18  ·      ·        ·         ·           ·       base: WORKDIR /app
         2    33  again  ·        again     ·           ·       production: COPY services/search_service/ /app/services/search_service/
         3    34  again  ·        again     ·           ·       production: RUN groupadd -r appuser && useradd --no-log-init -r -g appuser …
         4    38  again  ·        again     ·           ·       production: WORKDIR /app/services/search_service
                  3      none     3         not copied  none    steps run again
    "
  `);
});

it('names the services where there are several, and says of which there is nothing to say', async () => {
  const { code, out, err } = await forecast([]);
  expect(code).toBe(2);
  expect(err).toContain('import_service: There is no Dockerfile');
  const { results } = JSON.parse(out);
  expect(results).toHaveLength(11);
  expect(results[1]).toMatchObject({
    service: 'cms_service',
    targets: [{ target: 'development' }, { target: 'production' }],
  });
});

it.each([
  [['services/none'], /there is no services\/none/],
  [['--service', 'x'], /--service names one service, and the paths hold 13/],
])('refuses %j', async (args, message) => {
  const { code, out, err } = await forecast(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});

describe('in a repository', () => {
  let root: string;
  const folder = 'services/identity_service';
  const changesOf = async (...args: string[]) => {
    const { out } = await forecast(args, { cwd: root });
    return JSON.parse(out).targets.at(-1).changes;
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'dockmaster-forecast-'));
    await cp(example, root, { recursive: true });
  });

  afterEach(() => rm(root, { recursive: true }));

  it('looks for lock files', async () => {
    await writeFile(join(root, folder, 'pdm.lock.docker'), '');
    expect((await changesOf(folder))['lock-file'].rerun).toEqual([12, 13, 14]);
  });

  it('reads the .dockerignore of the Dockerfile before the context’s', async () => {
    const ignore = join(root, folder, 'Dockerfile.dev.dockerignore');
    await writeFile(ignore, `libs/*/src\n`);
    expect((await changesOf(folder))['library-source'].rerun).toEqual([]);
  });

  it('takes a Dockerfile that lies elsewhere, with the name of its service', async () => {
    await cp(join(root, folder, 'Dockerfile.dev'), join(root, 'Dockerfile'));
    const named = ['Dockerfile', '--root', root, '--service'];
    expect(
      (await changesOf(...named, 'identity_service'))['service-code'].rerun,
    ).toEqual([12, 13, 14]);
    expect(
      (await changesOf(...named, 'essay_service'))['service-code'].rerun,
    ).toEqual([]);
  });
});
