import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import * as configuration from '@huleedu/rule-087/configuration';
import * as fixer from '@huleedu/service-fixer';
import * as generator from '@huleedu/service-generator';
import { run } from './cli';

/** Monorepos, and the folder of verdicts that were decided by hand: for each of their services, what neither passes nor is not applicable. */
const fleets = [
  ['../fixtures/fleet', '../fixtures/expected'],
  ['../../../examples/monorepo', '../../../examples/expected'],
].map(paths => paths.map(path => resolve(__dirname, path)));

type Clause = {
  id: string;
  verdict: string;
  evidence: Array<{ file: string; startLine: number }>;
};

/** `2.1.base pass Dockerfile.dev:1`: the first evidence counts. */
function line({ id, verdict, evidence: [first] }: Clause): string {
  const place = first ? ` ${basename(first.file)}:${first.startLine}` : '';
  return `${id} ${verdict}${place}`;
}

/** What neither passes nor is not applicable; one line where nothing of the service could be read. */
function deviationsOf(clauses: Clause[]): string[] {
  return clauses.every(({ verdict }) => verdict === 'unknown')
    ? ['every clause unknown']
    : clauses
        .filter(
          ({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable',
        )
        .map(line);
}

const outcome = (conforms: boolean | null) =>
  new Map([
    [true, 'conforms'],
    [false, 'does not conform'],
  ]).get(conforms!) ?? 'undecided';

async function judged(root: string): Promise<Map<string, string[]>> {
  let out = '';
  await run(['check', '--format', 'json', '--root', root], {
    cwd: root,
    today: '2026-11-24',
    colors: false,
    loadConfigurationReader: async () => configuration,
    loadFixer: async () => fixer,
    loadGenerator: async () => generator,
    out: text => (out += text),
    err: () => {},
  });
  return new Map(
    JSON.parse(out).results.map((result: any) => [
      result.service,
      [
        `${result.kind} ${result.framework}: ${outcome(result.conforms)}`,
        ...deviationsOf(result.clauses),
      ],
    ]),
  );
}

describe.each(fleets)('%s', (root, expected) => {
  const services = readdirSync(expected).map(file => basename(file, '.txt'));

  it('has verdicts written down for every service', async () => {
    expect([...(await judged(root)).keys()].sort()).toEqual(services.sort());
  });

  it.each(services)('%s is judged as by hand', async service => {
    const lines = readFileSync(resolve(expected, `${service}.txt`), 'utf8');
    const report = (await judged(root)).get(service);
    expect(report).toEqual(
      lines.split('\n').flatMap(text => text.trim().replace(/ +/g, ' ') || []),
    );
  });
});
