import { Standard } from '@huleedu/rule-087';
import { NewFile } from './changes/Changes';
import { ServiceSpec } from './spec/ServiceSpec';
import { render, templatesIn } from './templates/render';
import { directoryOf, View } from './templates/view';

/** The folders of templates that a service consists of. */
function foldersOf({ kind, framework, database }: ServiceSpec): string[] {
  return [
    'common',
    ...(kind === 'http' ? ['http', framework ?? 'quart'] : ['worker']),
    ...(database ? ['database'] : []),
  ];
}

/**
 * The paths of the files that a new service consists of, from the repository's root.
 *
 * @public
 */
export function servicePaths(spec: ServiceSpec, standard: Standard): string[] {
  const directory = directoryOf(spec.name, standard);
  return foldersOf(spec)
    .flatMap(templatesIn)
    .map(path => `${directory}/${path}`)
    .sort();
}

/** The files that a new service consists of. */
export function serviceFiles(spec: ServiceSpec, view: View): NewFile[] {
  return foldersOf(spec)
    .flatMap(folder =>
      templatesIn(folder).map(path => ({
        path: `${view.directory}/${path}`,
        content: render(`${folder}/${path}`, view),
      })),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
