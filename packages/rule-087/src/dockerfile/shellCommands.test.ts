import { shellCommands } from './shellCommands';
import { SourceText } from '../source/SourceText';

const commandsOf = (script: string) =>
  shellCommands(
    SourceText.create([{ text: script, offset: 0 }]),
    () => undefined,
  );

it.each([
  ['if a; then b; elif c; then d; else e; fi', ['a', 'b?', 'c?', 'd?', 'e?']],
  ['case $X in a) b;; *) c;; esac', ['b?', 'c?']],
  ['a && b || c', ['a', 'b', 'c?']],
  ['! a | b', ['a', 'b']],
  ['time a', ['a']],
  ['{ a; } > out; ( b ) 2> err', ['a', 'b']],
  ['while a; do b; done', ['a', 'b']],
  ['cat <<E > out\na\nE\nb', ['cat', 'b']],
])('finds the commands of %s, conditional ones marked', (script, names) => {
  expect(
    commandsOf(script).map(({ name, conditional }) =>
      conditional ? `${name}?` : name,
    ),
  ).toEqual(names);
});

it('takes redirections for no arguments, and tells the files that are written', () => {
  expect(commandsOf('echo "a b" > out 2>&1 < in >> more')).toMatchObject([
    { name: 'echo', words: [{ text: 'a b' }], writesTo: ['out', 'more'] },
  ]);
});

it('reads an assignment behind export as a word without its quotes', () => {
  const [exporting, using] = commandsOf('export A="b c" && run $A $B');
  expect(exporting.words.map(({ text }) => text)).toEqual(['A=b c']);
  expect(using.words.map(({ text }) => text)).toEqual(['b c', '$B']);
});
