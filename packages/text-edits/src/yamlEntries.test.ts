import fc from 'fast-check';
import { parse } from 'yaml';
import { EditError } from './EditError';
import { addEntry, entryIn, removeEntry } from './yamlEntries';

const services = { key: 'services' };
const jobs = {
  key: 'scrape_configs',
  nameOf: (job: unknown) => (job as { job_name?: string }).job_name,
};
const block = 'b:\n  image: b\n  ports:\n    - "1:1"\n';

it.each<[string, string, string]>([
  [
    'behind the others, before the next section and its comment',
    'services:\n  a:\n    image: a\n\n# Kept\nvolumes:\n  v:\n',
    'services:\n  a:\n    image: a\n\n  b:\n    image: b\n    ports:\n      - "1:1"\n\n# Kept\nvolumes:\n  v:\n',
  ],
  [
    'as close as the others stand',
    'services:\n  a:\n    image: a\n  c:\n    image: c # mine\n',
    'services:\n  a:\n    image: a\n  c:\n    image: c # mine\n  b:\n    image: b\n    ports:\n      - "1:1"\n',
  ],
  [
    'with the indentation of the file',
    'services:\n    a:\n        image: a\n',
    'services:\n    a:\n        image: a\n\n    b:\n        image: b\n        ports:\n            - "1:1"\n',
  ],
  [
    'without a line end where the file had none',
    'services:\n  a:\n    image: a',
    'services:\n  a:\n    image: a\n\n  b:\n    image: b\n    ports:\n      - "1:1"',
  ],
  [
    'with the line ends of the file',
    'services:\r\n  a:\r\n    image: a\r\n',
    'services:\r\n  a:\r\n    image: a\r\n\r\n  b:\r\n    image: b\r\n    ports:\r\n      - "1:1"\r\n',
  ],
  [
    'where the section is empty',
    'name: x\nservices: # ours\n\nvolumes:\n',
    'name: x\nservices: # ours\n  b:\n    image: b\n    ports:\n      - "1:1"\n\nvolumes:\n',
  ],
  [
    'where the section says that it is empty',
    'services: {}\nvolumes: {}\n',
    'services:\n  b:\n    image: b\n    ports:\n      - "1:1"\nvolumes: {}\n',
  ],
  [
    'where there is no section',
    '# Ours\nname: x\n',
    '# Ours\nname: x\n\nservices:\n  b:\n    image: b\n    ports:\n      - "1:1"\n',
  ],
  [
    'where there is no file',
    '',
    'services:\n  b:\n    image: b\n    ports:\n      - "1:1"\n',
  ],
  [
    'behind anchors, aliases and merges',
    'x-common: &common\n  restart: always\nservices:\n  a: &a\n    <<: *common\n    image: a\n  c: *a\n',
    'x-common: &common\n  restart: always\nservices:\n  a: &a\n    <<: *common\n    image: a\n  c: *a\n  b:\n    image: b\n    ports:\n      - "1:1"\n',
  ],
  [
    'behind a block of text',
    'services:\n  a:\n    command: |\n      one\n      two\n\nvolumes:\n',
    'services:\n  a:\n    command: |\n      one\n      two\n\n  b:\n    image: b\n    ports:\n      - "1:1"\n\nvolumes:\n',
  ],
  [
    'behind a byte order mark, and behind keys in quotes',
    '\uFEFF"services":\n  "a":\n    image: a\n',
    '\uFEFF"services":\n  "a":\n    image: a\n\n  b:\n    image: b\n    ports:\n      - "1:1"\n',
  ],
  [
    'behind an entry that says nothing',
    'services:\n  a:\n  c: # nothing\n',
    'services:\n  a:\n  c: # nothing\n  b:\n    image: b\n    ports:\n      - "1:1"\n',
  ],
  [
    'into a section on one line',
    'services: { a: { image: a } } # all\n',
    'services: { a: { image: a }, "b": {"image":"b","ports":["1:1"]} } # all\n',
  ],
])('adds %s', (_, before, after) => {
  expect(addEntry(before, services, block)).toBe(after);
  expect(entryIn(after, services, 'b')).toEqual({ value: parse(block).b });
});

it.each<[string, string]>([
  ['a list in place of a map', 'services: [a]\n'],
  ['an alias', 'x: &x { a: {} }\nservices: *x\n'],
  ['no YAML', 'services: [\n'],
  ['JSON', '{ "services": { "a": {} } }\n'],
  ['several documents', 'services: {}\n---\nservices: {}\n'],
  [
    'aliases without end',
    `a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c]\nservices:\n`,
  ],
  ['nesting without end', `services: ${'['.repeat(20_000)}`],
  ['the same name twice', 'services:\n  a: 1\n  a: 2\n'],
])('refuses %s', (_, content) => {
  expect(() => addEntry(content, services, block)).toThrow(EditError);
});

it.each<[string, string, string]>([
  [
    'the first, and its blank line',
    'services:\n  b:\n    image: b\n\n  # About c\n  c:\n    image: c\n',
    'services:\n  # About c\n  c:\n    image: c\n',
  ],
  [
    'the one between, with the comments inside it',
    'services:\n  a:\n    image: a\n\n  b:\n    image: b # b\n    # of b\n\n  # About c\n  c: {}\n',
    'services:\n  a:\n    image: a\n\n  # About c\n  c: {}\n',
  ],
  [
    'the last of a file without a line end',
    'services:\n  a:\n    image: a\n  b:\n    image: b',
    'services:\n  a:\n    image: a',
  ],
  [
    'the only one',
    'services: # ours\n  b:\n    image: b\nvolumes:\n',
    'services: {} # ours\nvolumes:\n',
  ],
  [
    'one of a line',
    'services: { a: {}, b: {}, c: {} }\n',
    'services: { a: {}, c: {} }\n',
  ],
  ['nothing where there is none', 'services:\n  a:\n', 'services:\n  a:\n'],
])('removes %s', (_, before, after) => {
  expect(removeEntry(before, services, 'b')).toBe(after);
});

it.each([
  ['scrape_configs:\n  - job_name: a\n    x: 1\n'],
  ['scrape_configs:\n- job_name: a # a\n\n- job_name: c\nrest: 1\n'],
  ['global: {}\nscrape_configs:\n    -   job_name: a\n        x: 1'],
])('adds to a list and takes out again: %j', before => {
  const added = addEntry(before, jobs, '- job_name: b\n  y:\n    - 1\n');
  expect(entryIn(added, jobs, 'b')).toEqual({
    value: { job_name: 'b', y: [1] },
  });
  expect(removeEntry(added, jobs, 'b')).toBe(before);
});

const name = fc.stringMatching(/^[acd-z][a-z]{0,5}$/);
const entry = fc.constantFrom(
  'image: x',
  'image: x # why',
  'ports:\n{i}{i}{i}- "1:1"',
  'command: |\n{i}{i}{i}one\n{i}{i}{i}two',
  '# a comment\n{i}{i}image: x',
);
const file = fc
  .record({
    entries: fc.uniqueArray(fc.tuple(name, entry), {
      minLength: 1,
      maxLength: 4,
      selector: ([key]) => key,
    }),
    indent: fc.constantFrom('  ', '    '),
    gap: fc.constantFrom('', '\n'),
    head: fc.constantFrom('', '# Head\n', 'name: x\n\n'),
    tail: fc.constantFrom(
      '',
      '\n',
      '\n# Tail\nvolumes:\n  v:\n',
      '\n\n# End\n',
    ),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ entries, indent, gap, head, tail, lineEnd }) => {
    const text = entries
      .map(([key, value]) => `${indent}${key}:\n${indent}${indent}${value}`)
      .join(`\n${gap}`)
      .replaceAll('{i}', indent);
    return `${head}services:\n${text}${tail}`.replaceAll('\n', lineEnd);
  });

it('adds one entry to any file and loses no line, and taking it out gives the file back', () => {
  fc.assert(
    fc.property(file, content => {
      const added = addEntry(content, services, block);
      const { b, ...others } = parse(added).services;
      expect(b).toEqual(parse(block).b);
      expect(others).toEqual(parse(content).services);
      const rest = added.split('\n');
      for (const line of content.split('\n')) {
        const at = rest.indexOf(line);
        expect(at === -1 && rest.indexOf(`${line}\r`) === -1).toBe(false);
        rest.splice(0, at + 1);
      }
      expect(removeEntry(added, services, 'b')).toBe(content);
    }),
    { numRuns: 300, seed: 87 },
  );
});
