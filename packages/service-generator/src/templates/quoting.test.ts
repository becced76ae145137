import fc from 'fast-check';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { parse } from 'yaml';
import { generate } from '../generate';
import { rule087 } from '@huleedu/rule-087';
import {
  changesOf,
  contentsOf,
  repositoryOf,
  spec,
} from '../testing/repository';
import { validateSpec } from '../spec/validate';
import { markdownText } from './quoting';
import { render } from './render';
import { viewOf } from './view';

const hostile = [
  '"; rm -rf / #',
  'it\'s \\ "quoted" `x` $(y) ${Z} %s',
  'yes: &a *b !c {d: [e]} | > @',
  '{{ 7 * 7 }} {% raw %} <<name>> <<#database>> ${{ parameters.x }}',
  '- # not a list = 1 ~ null',
  'räksmörgås 漢字 🚀 "\\u0041"',
  '\'\'\' """ end',
];

it.each(hostile)(
  'keeps the description %j in every format',
  async description => {
    const request = { ...spec, framework: 'fastapi' as const, description };
    const repository = await repositoryOf({ spec: request });
    const contents = contentsOf(
      changesOf(generate(request, rule087, repository)),
    );
    const file = (path: string) => contents[`services/letter_service/${path}`];
    expect(parse(file('catalog-info.yaml')).metadata.description).toBe(
      description,
    );
    expect(getStaticTOMLValue(parseTOML(file('pyproject.toml')))).toMatchObject(
      {
        project: { description },
      },
    );
    const [, literal] = /description=(".*"), lifespan/.exec(
      file('app/service.py'),
    )!;
    expect(JSON.parse(literal)).toBe(description);
    for (const path of ['Dockerfile.dev', 'logging.json', 'app/settings.py'])
      expect(file(path)).not.toContain(description.slice(0, 6));
  },
);

it('reads back any description that it takes', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(text, description => {
      const request = { ...spec, description };
      fc.pre(validateSpec(request, rule087).length === 0);
      const view = viewOf(request, rule087, {
        libraries: [],
        context: '.',
        composeArguments: '',
      });
      const { metadata } = parse(render('common/catalog-info.yaml', view));
      expect(metadata.description).toBe(description.trim());
    }),
    { seed: 87 },
  );
});

it.each([
  ['# no heading', '\\# no heading'],
  ['1. no list', '1\\. no list'],
  ['a <b> [c](d) `e` *f*', 'a \\<b\\> \\[c\\](d) \\`e\\` \\*f\\*'],
])('shows %j in Markdown', (text, expected) => {
  expect(markdownText(text)).toBe(expected);
});
