import { failing, outcomeOf } from '../testing/outcomes';
import { markdown } from './markdown';

it('says that nothing fails', () => {
  expect(markdown(outcomeOf([]))).toBe('### Dockmaster: nothing fails\n');
});

it('says on one line that nothing is new', () => {
  const comparison = {
    changes: new Map([
      [
        'a',
        { newPlaces: new Map(), newlyUnreadable: [], newlyUndecided: false },
      ],
    ]),
    fixed: [],
    renamed: [],
  };
  const clauses = [failing('2.1.base', 'must')];
  expect(markdown({ ...outcomeOf(clauses), comparison })).toBe(
    '### Dockmaster: nothing new fails. 1 older failure is let pass.\n',
  );
});

it('lists what fails, the worst first, with its place and its page', () => {
  const text = markdown(
    outcomeOf(
      [
        failing('4.1.user-name', 'should', { message: 'Name it appuser.' }),
        { ...failing('4.1.user', 'must', { line: 9 }), fixable: true },
      ],
      { directory: 'fleet/' },
    ),
  );
  expect(text).toBe(`### Dockmaster: 2 failures of rule 087, 1 of a must

| | Clause | Where | What is wrong |
| --- | --- | --- | --- |
| must | [4.1.user](https://github.com/huleedu/dockmaster/blob/main/docs/clauses/4.1.md#41user) | \`fleet/services/a/Dockerfile.dev:9\` | It is wrong. |
| should | [4.1.user-name](https://github.com/huleedu/dockmaster/blob/main/docs/clauses/4.1.md#41user-name) | \`fleet/services/a/Dockerfile.dev:1\` | Name it appuser. |

\`dockmaster fix --write\` fixes what it can of \`a\`.
`);
});

it('says of a service beside a baseline what is new, fixed, renamed and left', () => {
  const known = failing('2.1.base', 'must');
  const added = failing('4.1.user', 'must');
  const text = markdown({
    ...outcomeOf([known, added]),
    comparison: {
      changes: new Map([
        [
          'a',
          {
            newPlaces: new Map([['4.1.user', added.evidence]]),
            newlyUnreadable: [],
            newlyUndecided: false,
          },
        ],
      ]),
      fixed: [{ service: 'a', id: '5.1.cmd', places: 1 }],
      renamed: [{ from: 'b', to: 'a' }],
    },
  });
  const paragraphs = text.split('\n\n');
  expect(paragraphs[0]).toBe(
    '### Dockmaster: 1 new failure of rule 087, 1 of a must',
  );
  expect(paragraphs[1].match(/^\| must .*$/gm)).toEqual([
    expect.stringContaining('4.1.user'),
  ]);
  expect(paragraphs.slice(2)).toEqual([
    expect.stringMatching(/^Fixed: \[5\.1\.cmd\]\(.*\) of `a`\.$/),
    '`a` was `b` before.',
    '1 older failure is let pass.\n',
  ]);
});

it.each([
  ['@everyone', '@\u200beveryone'],
  ['<img src=x>', '&#60;img src=x&#62;'],
  ['a | b', 'a &#124; b'],
  ['[x](y) `z` *b*', '&#91;x&#93;(y) &#96;z&#96; &#42;b&#42;'],
  ['_SERVICE_HTTP_PORT_', '&#95;SERVICE_HTTP_PORT&#95;'],
  ['one\n\ntwo', 'one two'],
  ['\\| ', '&#92;&#124; '],
])('shows the text of a file as it is: %j', (message, shown) => {
  const text = markdown(outcomeOf([failing('4.1.user', 'must', { message })]));
  expect(text).toContain(`| ${shown} |\n`);
});

it('fits into a comment', () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    failing('4.1.user', 'must', { message: '|'.repeat(100), line: index }),
  );
  const text = markdown(outcomeOf(many));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/\n\n\d{4} more are in the log\.\n/);
});
