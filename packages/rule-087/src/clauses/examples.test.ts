import { clauses } from '.';
import {
  conformingService,
  ServiceTexts,
  judgeTexts,
} from '../testing/service';
import { examples } from './examples';
import { explainClause } from './explain';

const ids = clauses.map(({ id }) => id);

it('has an example and a heading for every clause, and for nothing else', () => {
  expect(Object.keys(examples).sort()).toEqual([...ids].sort());
  for (const clause of clauses) {
    expect(explainClause(clause).sectionTitle).toEqual(expect.any(String));
  }
});

/** Where a piece stands that the file has twice: in the stage that the clause speaks of. */
const PART: Array<[ids: RegExp, stage: RegExp]> = [
  [/^4\.1\./, /FROM base AS development[^]*?(?=FROM base AS production)/],
  [/^(5\.1|7\.1\.owner)/, /FROM base AS production[^]*/],
];

/** The service that keeps everything, in the variant that the clause needs. */
function serviceFor(id: string): ServiceTexts {
  const service = { ...conformingService };
  if (id === '6.2.fastapi-env') {
    service.dockerfile = service.dockerfile.replace(
      'FROM base AS development',
      `${examples[id].passes}\n\nFROM base AS development`,
    );
    service.pyproject = service.pyproject!.replace('quart', 'fastapi');
  }
  if (id === '10.1.healthcheck') {
    service.dockerfile += `\n${examples[id].passes}\n`;
  }
  if (id === '7.1.nonroot') {
    // 4.1 and 5.1 report what runs as root in their own stages.
    service.dockerfile = service.dockerfile
      .slice(0, service.dockerfile.indexOf('FROM base AS production'))
      .replace('AS development', 'AS runtime');
  }
  return service;
}

const fileOf = {
  dockerfile: 'dockerfile',
  compose: 'base',
  pyproject: 'pyproject',
} as const;

function breakIt(id: string, service: ServiceTexts): ServiceTexts {
  const { file, passes, fails } = examples[id];
  const key =
    file === 'compose' && !service.base.includes(passes)
      ? 'overlay'
      : fileOf[file];
  const text = service[key]!;
  const part = PART.find(([pattern]) => pattern.test(id));
  const scope = part ? part[1].exec(text)![0] : text;
  expect(scope).toContain(passes);
  return {
    ...service,
    [key]: text.replace(scope, () => scope.replace(passes, () => fails)),
  };
}

it.each(ids)('%s: what passes passes, and what fails fails', id => {
  const service = serviceFor(id);
  const verdict = (texts: ServiceTexts) =>
    judgeTexts(texts).clauses.find(clause => clause.id === id)!.verdict;
  expect(verdict(service)).toBe('pass');
  expect(verdict(breakIt(id, service))).toBe('fail');
});
