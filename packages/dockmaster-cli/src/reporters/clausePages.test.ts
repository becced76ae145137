import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { clauses, explainClause } from '@huleedu/rule-087';
import { clausePages } from './clausePages';

const directory = resolve(__dirname, '../../../../docs/clauses');

it('docs/clauses is as the clauses are; else: yarn dockmaster clauses --write-pages docs/clauses', () => {
  const printed = Object.fromEntries(
    readdirSync(directory).map(name => [
      name,
      readFileSync(join(directory, name), 'utf8'),
    ]),
  );
  expect(printed).toEqual(
    Object.fromEntries(clausePages(clauses.map(explainClause))),
  );
});
