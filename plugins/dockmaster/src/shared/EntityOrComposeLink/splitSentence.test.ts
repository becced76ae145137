import { splitSentence } from './splitSentence';

const refsIn = (sentence: string) =>
  splitSentence(sentence)
    .filter(({ isRef }) => isRef)
    .map(({ text }) => text);

it.each([
  ['component:default/a-service claims it', ['component:default/a-service']],
  [
    'Port 7006 is claimed by component:default/a and component:b/c.d.',
    ['component:default/a', 'component:b/c.d'],
  ],
  ['EXPOSE names 7006 itself.', []],
])('finds the entities in %s', (sentence, refs) => {
  expect(refsIn(sentence)).toEqual(refs);
});

it('keeps every word', () => {
  const sentence = 'Is component:default/a it? component:default/b, yes.';
  expect(
    splitSentence(sentence)
      .map(({ text }) => text)
      .join(''),
  ).toBe(sentence);
});
