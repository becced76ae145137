import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { engineVersion } from '../engineVersion';
import { Report } from '../report/Report';
import { judgeAlone } from './clauseCases';
import { conformingService, judgeTexts } from './service';
import { judgeVariant, variants } from './variants';

/** Where the verdicts of every fixture are kept. */
export const goldenFile = resolve(__dirname, '../fixtures/golden.txt');

/** The verdicts of every fixture, with the line of the first evidence, and a digest of all messages and evidence. */
export function verdictsNow(): string {
  const fixtures: Array<[string, Report]> = [
    ['the rule’s own text', judgeAlone(conformingService.dockerfile)],
    ['a whole service', judgeTexts({})],
    ...variants.map((variant): [string, Report] => [
      variant.name,
      judgeVariant(variant),
    ]),
  ];
  return fixtures.map(([name, report]) => shownOf(name, report)).join('');
}

/** The golden file's content for these verdicts. */
export function goldenOf(verdicts: string): string {
  return `engine ${engineVersion}\n${verdicts}`;
}

/**
 * The content that the golden file is to have.
 *
 * @throws where verdicts changed and the engine's version did not
 */
export function goldenNow(): string {
  const [, version, before] = /^engine (.*)\n([^]*)$/.exec(
    readFileSync(goldenFile, 'utf8'),
  )!;
  const verdicts = verdictsNow();
  if (verdicts !== before && version === engineVersion) {
    throw new Error(
      'Verdicts, messages or evidence changed and the engine’s version did not. Raise ENGINE in engineVersion.ts, then run `yarn generate`.',
    );
  }
  return goldenOf(verdicts);
}

function shownOf(
  name: string,
  { clauses, conforms, score, notices }: Report,
): string {
  const byVerdict = new Map<string, string[]>();
  for (const { id, verdict, evidence } of clauses) {
    const line = evidence.length > 0 ? `:${evidence[0].startLine}` : '';
    byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), `${id}${line}`]);
  }
  const lines = [...byVerdict].map(
    ([verdict, ids]) => `  ${verdict}: ${ids.join(' ')}\n`,
  );
  const details = createHash('sha256')
    .update(JSON.stringify([clauses, notices]))
    .digest('hex')
    .slice(0, 8);
  return `${name}: conforms ${conforms}, score ${score}, details ${details}\n${lines.join(
    '',
  )}`;
}
