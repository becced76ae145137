import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rule087 } from '@huleedu/rule-087';
import Mustache from 'mustache';
import { variants } from '../testing/repository';
import templates from './templates.json';
import { viewOf } from './view';

const directory = join(__dirname, '../../templates');

it('is compiled from the files as they are: after a change call `yarn workspace @huleedu/service-generator templates`', () => {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(directory, path), readFileSync(path, 'utf8')]);
  expect(templates).toEqual(Object.fromEntries(files));
});

/** The names in a template, those inside a list apart: `.` and the keys of its items. */
function namesIn(tokens: unknown[][]): string[] {
  return tokens.flatMap(([kind, name, , , inner]) => {
    if (kind === 'text') return [];
    const nested = Array.isArray(inner) ? namesIn(inner) : [];
    return [String(name), ...nested];
  });
}

it.each(Object.entries(templates))('%s names nothing unknown', (_, text) => {
  const [, request] = variants[1];
  const view = viewOf(request, rule087, {
    libraries: [],
    context: '.',
    composeArguments: '',
  });
  const known = new Set([
    ...Object.keys(view),
    ...['.', 'path', 'each', 'key', 'value'],
    ...['description.quoted', 'description.markdown'],
    ...Object.keys(rule087.stages).map(stage => `stages.${stage}`),
  ]);
  const tokens = Mustache.parse(text, ['<<', '>>']) as unknown[][];
  expect(namesIn(tokens).filter(name => !known.has(name))).toEqual([]);
});
