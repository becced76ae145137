import { Certainty } from './Certainty';
import { readDockerignore } from './dockerignore';

it.each([
  ['*.md', 'README.md', true],
  ['*.md', 'docs/README.md', false],
  ['**/*.md', 'README.md', true],
  ['**/*.md', 'a/b/README.md', true],
  ['docs', 'docs/a/b', true],
  ['docs/', 'docs/a', true],
  ['/docs', 'docs/a', true],
  ['./docs/../docs', 'docs/a', true],
  ['docs', 'more/docs/a', false],
  ['doc', 'docs', false],
  ['**/__pycache__', 'a/b/__pycache__/c.pyc', true],
  ['a/**', 'a/b/c', true],
  ['a/**', 'a', false],
  ['a/**/z', 'a/z', true],
  ['a/**/z', 'a/b/c/z', true],
  ['a/**/z', 'a/bz', false],
  ['**', 'anything/at/all', true],
  ['a**z', 'a/b/z', true],
  ['*/temp*', 'a/temporary.txt', true],
  ['temp?', 'tempa', true],
  ['temp?', 'temp', false],
  ['a?b', 'a/b', false],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['[^a-c]x', 'dx', true],
  ['[ab', '[ab', true],
  ['\\*.md', '*.md', true],
  ['\\*.md', 'a.md', false],
  ['a.b', 'axb', false],
  ['(a|b)+', 'a', false],
  ['# docs', '# docs', false],
  [' # docs', '# docs', true],
  ['\uFEFFdocs', 'docs/a', true],
  ['docs\r', 'docs/a', true],
  ['..', 'docs', false],
  ['/', 'docs', false],
  ['.', 'docs', false],
  ['!', 'docs', false],
  ['*\n!docs', 'docs/a', false],
  ['*\n!docs\ndocs/a', 'docs/a', true],
  ['*\n! docs', 'docs/a', false],
  ['!docs\n*', 'docs/a', true],
  ['*\n!**/*.py', 'b.py', false],
  ['**\n!libs/*/*.py', 'libs/a.py', true],
  ['libs/*\n!libs/*.py', 'libs/b.py', false],
])('%j keeps %s out: %s', (content, path, expected) => {
  expect(readDockerignore(content).admits(path)).toBe(
    expected ? Certainty.no : Certainty.yes,
  );
});

it.each([
  ['*\n!**/*.py', 'a/b.py'],
  ['**\n!libs/common_core/**/*.py', 'libs/common_core/src/a.py'],
])('%j leaves it open whether the builder looks for %s', (content, path) => {
  expect(readDockerignore(content).admits(path)).toBe(Certainty.maybe);
});
