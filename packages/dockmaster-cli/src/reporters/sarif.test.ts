import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { clauses } from '@huleedu/rule-087';
import Ajv from 'ajv';
import { ExampleFleet } from '../testing/ExampleFleet';
import { failing, outcomeOf } from '../testing/outcomes';
import { sarif } from './sarif';

const isSarif = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(
  JSON.parse(
    readFileSync(
      require.resolve('schemastore/schemas/json/sarif-2.1.0.json'),
      'utf8',
    ),
  ),
);

let fleet: ExampleFleet;
beforeEach(() => {
  fleet = ExampleFleet.create();
});
afterEach(() => fleet.remove());

async function check(args: string[] = [], workspace?: string) {
  const { out } = await fleet.dockmaster(
    ['check', '--format', 'sarif', ...args],
    { workspace },
  );
  const log = JSON.parse(out);
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return log.runs[0];
}

it('has a place for every result, and its rule', async () => {
  const { tool, results, columnKind } = await check();
  expect(columnKind).toBe('utf16CodeUnits');
  expect(tool.driver.rules).toHaveLength(clauses.length);
  expect(results.length).toBeGreaterThan(20);
  for (const {
    ruleId,
    ruleIndex,
    locations,
    message,
    level,
    kind,
  } of results) {
    expect(locations.length).toBeGreaterThan(0);
    const { region } = locations[0].physicalLocation;
    expect(region.startLine).toBeGreaterThanOrEqual(1);
    expect(region.startColumn).toBeGreaterThanOrEqual(1);
    expect(message.text).not.toBe('');
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(['error', 'warning', 'note', 'none']).toContain(level);
    expect([undefined, 'fail', 'open']).toContain(kind);
  }
});

it('gives code scanning what it asks of rules', async () => {
  const { tool } = await check();
  for (const { id, helpUri, help, name } of tool.driver.rules) {
    expect(helpUri).toMatch(
      /^https:\/\/github\.com\/huleedu\/dockmaster\/blob\/main\/docs\/clauses\/\d+\.\d\.md#\d+/,
    );
    expect(help.text).not.toBe('');
    expect(help.markdown).toContain(id);
    expect(name).not.toBe('');
  }
});

it.each([
  ['the root', (root: string) => root, ''],
  ['a folder', dirname, 'fleet/'],
])(
  'has paths from the root of the checkout, where the monorepo is %s of it',
  async (_, workspaceOf, prefix) => {
    const directory = prefix.replace('fleet', fleet.root.split('/').at(-1)!);
    const run = await check([], workspaceOf(fleet.root));
    expect(run.automationDetails.id).toBe(`dockmaster/${directory}`);
    const locations = run.results.flatMap((result: any) => result.locations);
    for (const { physicalLocation } of locations) {
      const { uri, uriBaseId } = physicalLocation.artifactLocation;
      expect(uriBaseId).toBe('%SRCROOT%');
      expect(uri.startsWith(directory)).toBe(true);
      expect(uri).not.toMatch(/^\/|\.\.|:/);
    }
  },
);

it('knows a result again where its lines have moved', async () => {
  const identities = (run: any) =>
    run.results.map(({ ruleId, partialFingerprints }: any) => [
      ruleId,
      partialFingerprints,
    ]);
  const before = await check();
  const path = 'services/notification_service/Dockerfile.dev';
  fleet.write(path, `# Moved\n\n${fleet.read(path)}`);
  const after = await check();
  expect(identities(after)).toEqual(identities(before));
  expect(new Set(identities(before).map(JSON.stringify)).size).toBe(
    before.results.length,
  );
});

it('tells beside a baseline what is new', async () => {
  await check(['--write-baseline', 'baseline.json']);
  fleet.replace(
    'services/notification_service/Dockerfile.dev',
    'RUN pip install pdm\n',
    'RUN pip install pdm\nRUN pip install pdm\n',
  );
  const run = await check(['--baseline', 'baseline.json']);
  const failures = run.results.filter(
    ({ kind, suppressions }: any) => kind === 'fail' && !suppressions,
  );
  const states = failures.map(({ baselineState }: any) => baselineState);
  expect(new Set(states)).toEqual(new Set(['new', 'unchanged']));
  expect(
    failures
      .filter(({ baselineState }: any) => baselineState === 'new')
      .map(({ ruleId, locations, partialFingerprints }: any) => [
        ruleId,
        locations.map((item: any) => item.physicalLocation.region.startLine),
        partialFingerprints,
      ]),
  ).toEqual([
    [
      '2.2.pdm-nocache',
      [11],
      { 'dockmaster/v1': 'notification_service:2.2.pdm-nocache:new' },
    ],
    [
      '9.1.code-last',
      [11],
      { 'dockmaster/v1': 'notification_service:9.1.code-last:new' },
    ],
  ]);
});

it('has no more places in a result than code scanning takes', () => {
  const clause = failing('2.2.apt-flags', 'must');
  clause.evidence = Array(5000).fill(clause.evidence[0]);
  const [result] = JSON.parse(sarif(outcomeOf([clause]))).runs[0].results;
  expect(result.locations).toHaveLength(100);
});
