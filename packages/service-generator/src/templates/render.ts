import Mustache from 'mustache';
import templates from './templates.json';

/** Signs that mean nothing in a Dockerfile, YAML, TOML or Python, so that a template reads as what it produces. */
const TAGS: [string, string] = ['<<', '>>'];

export type TemplatePath = keyof typeof templates;

/** The paths of the templates below a folder of `templates/`, without it. */
export function templatesIn(folder: string): string[] {
  return Object.keys(templates)
    .filter(path => path.startsWith(`${folder}/`))
    .map(path => path.slice(folder.length + 1));
}

/** A template with values put in: as they are, since each was quoted for its place. */
export function render(path: string, view: object): string {
  return Mustache.render(templates[path as TemplatePath], view, undefined, {
    tags: TAGS,
    escape: String,
  });
}
