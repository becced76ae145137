import { fixTexts, judgeTexts } from './testing/fix';

/** YAML that few people write: properties of keys and values, explicit keys, aliases, nothing at all. */
const forms = [
  '    &env environment:\n     - AUTHORED=b',
  '    !!str environment:\n     - AUTHORED=b',
  '    !!str environment:\n      AUTHORED: b',
  '    &env environment:\n      AUTHORED: b',
  '    &env !!str environment:\n      AUTHORED: b',
  '    environment: &env\n      AUTHORED: b',
  '    environment: !!map\n      AUTHORED: b',
  '    environment: !!seq\n     - AUTHORED=b',
  '    environment: &env !!seq\n     - AUTHORED=b',
  '    environment: # why\n      AUTHORED: b',
  '    environment:\n      # why\n      AUTHORED: b',
  '    environment: &env # why\n      # more\n      AUTHORED: b',
  '    environment:\n      &env\n      AUTHORED: b',
  '    environment:\n      !!map\n      AUTHORED: b',
  '    environment:\n      &env AUTHORED: b',
  '    environment:\n      !!str AUTHORED: !!str b',
  '    environment:\n      - &env AUTHORED=b',
  '    environment:\n      - !!str AUTHORED=b',
  '    ? environment\n    : AUTHORED: b',
  '    ? environment\n    :\n      AUTHORED: b',
  '    ? environment\n    : - AUTHORED=b',
  '    ? environment',
  '    ? &env environment\n    : # why\n      - AUTHORED=b',
  '    ? [a, b]\n    : c\n    environment:\n      AUTHORED: b',
  '    ? {a: b}\n    environment:\n      AUTHORED: b',
  '    environment: !!map {AUTHORED: b}',
  '    environment: &env {AUTHORED: b}',
  '    environment: {!!str AUTHORED: b, &k B: c}',
  '    environment: {? AUTHORED : b, ? C}',
  '    environment: {AUTHORED, B}',
  '    environment: {"AUTHORED":b}',
  '    environment: !!map {}',
  '    environment: &env {}',
  '    environment: !!seq []',
  '    environment: []',
  '    environment: {} # nothing',
  '    environment: [ # why\n      AUTHORED=b # because\n    ]',
  '    environment: {\n      AUTHORED: b, # why\n      }',
  '    environment:',
  '    environment: ~',
  '    environment: null',
  '    environment: !!null',
  '    environment: !!null null',
  '    environment: &env',
  '    environment: &env null',
  '    environment: # nothing',
  '    environment: ""',
  '    environment: |\n      AUTHORED: b',
  '    environment: &env |-\n      AUTHORED: b',
  '    environment:\t{AUTHORED: b}',
  '    environment:\t\n      AUTHORED: b',
  '    environment:\n\tA: b',
  '    "environment":\n      "AUTHORED": "b"',
  '    "environment" :\n      AUTHORED: b',
  '    &a x-key: 1\n    *a : 2\n    environment:\n      AUTHORED: b',
  '    x-name: &name environment\n    *name :\n      AUTHORED: b',
  '    x-name: &name environment\n    *name : {AUTHORED: b}',
  '    environment:\n      x: &x AUTHORED\n      *x : b',
  '    <<: {environment: {AUTHORED: b}}',
  '    <<: &b {environment: {AUTHORED: b}}\n    environment:\n      <<: {C: d}',
  '    environment:\n      <<: {C: d}',
  '    environment:\n      !!merge <<: {C: d}',
  '    environment:\n      &m <<: {C: d}',
  '    environment:\n      - AUTHORED=b\n      -\n      - ~',
  '    environment:\n      - - AUTHORED=b',
  '    environment:\n      - AUTHORED: b',
  '    environment:\n      - ? AUTHORED\n        : b',
  '    environment:\n      AUTHORED: b\n---\nservices: {}',
  '    environment:\n      AUTHORED: b\n...\n',
  '    : nothing\n    environment:\n      AUTHORED: b',
  '    environment:\n      : b',
  '    environment:\n      AUTHORED:\n        - b',
  '    ?   environment\n    : - AUTHORED=b',
  '    ? &env environment\n    : - AUTHORED=b',
  '    ? environment # why\n    : - AUTHORED=b',
];

const noOverlay = 'services: {}\n';

it.each(forms)('fixes or refuses a service with %j, and never throws', form => {
  for (const key of ['environment', 'volumes']) {
    const own = form.replaceAll('environment', key);
    const base = `services:\n  identity_service:\n${own}\n    build: ./services/identity_service\n`;
    const failing = judgeTexts({ base, overlay: noOverlay }).clauses.filter(
      ({ verdict }) => verdict === 'fail',
    );
    const fix = fixTexts({ base, overlay: noOverlay });
    const reasons = new Map(
      fix.remaining.map(({ id, reason }) => [id, reason]),
    );
    const silent = failing.filter(
      ({ id }) => !fix.fixed.includes(id) && !reasons.get(id),
    );
    expect(silent).toEqual([]);
    const wordsOf = (text: string) =>
      text.match(/AUTHORED|why|[&!*]\w+/g) ?? [];
    expect(wordsOf(fix.texts.base)).toEqual(
      expect.arrayContaining(wordsOf(base)),
    );
    expect(fixTexts(fix.texts).files).toEqual([]);
  }
});

it('adds a list beside an anchored key as far in as the other lists are', () => {
  const base = `services:
  identity_service:
    build: ./services/identity_service
    &env environment:
     - AUTHORED=b
`;
  const fix = fixTexts({ base, overlay: noOverlay });
  expect(fix.texts.base).toContain('\n    ports:\n     - ');
});
