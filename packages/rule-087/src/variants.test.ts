import { judgeVariant, variants } from './testing/variants';

it.each(variants)('judges $name as by hand', variant => {
  const { expected } = variant;
  const found = Object.fromEntries(
    judgeVariant(variant).clauses.map(({ id, verdict, evidence: [first] }) => [
      id,
      expected[id]?.includes(' ') ? `${verdict} ${first?.startLine}` : verdict,
    ]),
  );
  expect(found).toMatchObject(expected);
});
