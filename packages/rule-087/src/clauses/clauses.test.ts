import { clauses } from '.';
import {
  conformingService,
  ServiceTexts,
  judgeTexts,
} from '../testing/service';

import { ClauseCase, outcomeOf } from '../testing/clauseCases';
import { explainClause } from './explain';

const ids = clauses.map(({ id }) => id);
const exampleOf = (id: string) =>
  clauses.find(clause => clause.id === id)!.example;

it('has a heading for every clause', () => {
  for (const clause of clauses) {
    expect(explainClause(clause).sectionTitle).toEqual(expect.any(String));
  }
});

/** Where a piece stands that the file has twice: in the stage that the clause speaks of. */
const PART: Array<[ids: RegExp, stage: RegExp]> = [
  [/^4\.1\./, /FROM base AS development[^]*?(?=FROM base AS production)/],
  [/^(5\.1|7\.1\.owner)/, /FROM base AS production[^]*/],
];

const fileOf = {
  dockerfile: 'dockerfile',
  compose: 'base',
  pyproject: 'pyproject',
} as const;

function breakIt(id: string, service: ServiceTexts): ServiceTexts {
  const { file, passes, fails } = exampleOf(id);
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

/** What is beside a clause: `2.2.image` has `2.2/image.cases.ts`. */
function beside(id: string): {
  cases: ClauseCase[];
  /** The service that the example is put into, where that is not the conforming one. */
  exampleService?: ServiceTexts;
} {
  const [, section, name] = /^([\d.]+)\.(.+)$/.exec(id)!;
  return jest.requireActual(`./${section}/${name}.cases`);
}

it.each(ids)('%s: its examples pass and fail', id => {
  const { exampleService = conformingService } = beside(id);
  const verdict = (texts: ServiceTexts) =>
    judgeTexts(texts).clauses.find(clause => clause.id === id)!.verdict;
  expect(verdict(exampleService)).toBe('pass');
  expect(verdict(breakIt(id, exampleService))).toBe('fail');
});

it.each(
  ids.flatMap(id =>
    beside(id).cases.map(clauseCase => ({ id, ...clauseCase })),
  ),
)('$id: $what', ({ id, ...clauseCase }) => {
  expect(outcomeOf(id, clauseCase)).toEqual({
    changes: clauseCase.changes,
    placeless: [],
    ...('at' in clauseCase && { at: clauseCase.at }),
  });
});
