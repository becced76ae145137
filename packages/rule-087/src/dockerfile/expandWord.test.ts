import { expandWord } from './expandWord';
import { knownValue } from '../source/Value';

const variables: Record<string, string> = {
  A: '1',
  B: 'two',
  EMPTY: '',
  PATHNAME: 'a/b.c/a.py',
  STARS: 'a*b',
  WORDS: 'one two three',
};

const expand = (word: string, escape = '\\') =>
  expandWord(
    word,
    name => (name in variables ? knownValue(variables[name]) : undefined),
    escape,
  );

// Each value is what BuildKit's own lexer makes of the word; twenty thousand more were compared with it when this was written.
it.each([
  ['$A', '1'],
  ['${A}x', '1x'],
  ['$Ax', ''],
  ['$A.x', '1.x'],
  ['${B}$A', 'two1'],
  ['$NONE', ''],
  ['a$', 'a$'],
  ['$/', '$/'],
  ['$$', ''],
  ['$1$12$0', ''],
  ['$@$*$#$?$-$!', ''],
  ["'$A'", '$A'],
  ['"$A"', '1'],
  ['"a b"\'c d\'', 'a bc d'],
  ['\\$A', '$A'],
  ['"\\$A"', '$A'],
  ['\\x\\\\', 'x\\'],
  ['"\\x\\""', '\\x"'],
  ["it\\'s", "it's"],
  ['${NONE:-d}', 'd'],
  ['${EMPTY:-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${NONE-d}', 'd'],
  ['${A:-d}', '1'],
  ['${NONE:-${EMPTY:-$A}}', '1'],
  ['${NONE:-"q q"}', 'q q'],
  ["${NONE:-'}'}", '}'],
  ['${NONE:-\\}}', '}'],
  ['${A:+x}', 'x'],
  ['${EMPTY:+x}', ''],
  ['${EMPTY+x}', 'x'],
  ['${NONE+x}', ''],
  ['${A:?e}', '1'],
  ['${EMPTY?e}', ''],
  ['${PATHNAME#*/}', 'b.c/a.py'],
  ['${PATHNAME##*/}', 'a.py'],
  ['${PATHNAME%/*}', 'a/b.c'],
  ['${PATHNAME%%/*}', 'a'],
  ['${PATHNAME%.py}', 'a/b.c/a'],
  ['${PATHNAME#x}', 'a/b.c/a.py'],
  ['${PATHNAME#??}', 'b.c/a.py'],
  ['${PATHNAME#*}', 'a/b.c/a.py'],
  ['${PATHNAME##*}', ''],
  ['${STARS#a\\*}', 'b'],
  ['${STARS#a\\?}', 'a*b'],
  ['${PATHNAME/a/b}', 'b/b.c/a.py'],
  ['${PATHNAME//a/b}', 'b/b.c/b.py'],
  ['${PATHNAME//\\//_}', 'a_b.c_a.py'],
  ['${PATHNAME/b*c/x}', 'a/x/a.py'],
  ['${PATHNAME//b?/$B}', 'a/twoc/a.py'],
  ['${PATHNAME/./}', 'a/bc/a.py'],
  ['${PATHNAME//[ab]/z}', 'a/b.c/a.py'],
  ['${PATHNAME//*/x}', 'x'],
  ['${PATHNAME//x*y/z}', 'a/b.c/a.py'],
  ['"${WORDS/ /_}"', 'one_two three'],
  ['"${WORDS% *}"', 'one two'],
])('expands %s to %j', (word, expected) => {
  expect(expand(word)).toMatchObject({ value: knownValue(expected) });
});

it.each([
  ['${'],
  ['${}'],
  ['${:}'],
  ['${{A}}'],
  ['${A'],
  ['${A:'],
  ['${A:}'],
  ['${A:=d}'],
  ['${A=d}'],
  ['${A^^}'],
  ['${A,,}'],
  ['${A:1:2}'],
  ['${NONE:-d'],
  ['${NONE?}'],
  ['${NONE:?e}'],
  ['${EMPTY:?e}'],
  ['${PATHNAME/a}'],
  ['${PATHNAME/a/b'],
  ['${PATHNAME#\\a}'],
  ["'a"],
  ['"a'],
  ['"a\\"'],
])('refuses %s as the builder does', word => {
  const { value, error } = expand(word);
  expect(value.known).toBe(false);
  expect(error).toEqual(expect.any(String));
});

it('takes the backslash as it is where another character escapes', () => {
  expect(expand('\\$A`$A', '`').value).toEqual(knownValue('\\1$A'));
});

it('tries no pattern twice at a star', () => {
  const long = 'a'.repeat(1_000);
  const lookup = () => knownValue(long);
  const { value } = expandWord(`\${X%%${'*a'.repeat(400)}b}`, lookup, '\\');
  expect(value).toEqual(knownValue(long));
});
