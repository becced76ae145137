import { Standard } from '@huleedu/rule-087';
import {
  copiedFromContext,
  normalizeName,
  PyprojectModel,
  ServiceModel,
} from '@huleedu/rule-087/model';

/** The shared libraries of a service. */
export type LibraryFolders = {
  /** Name → folder, from the repository's root. */
  folders: Map<string, string>;
  /** Folders of libraries that are copied as a whole, with those that nothing here names. */
  wholes: string[];
};

/** Libraries that a project names: the standard's, and those that it takes from a folder of libraries. */
function dependedOn(
  { allDependencies, overrides }: PyprojectModel,
  { libraries, librariesDirectory }: Standard,
): string[] {
  const names = allDependencies.flatMap(({ name, source }) => {
    const known = libraries.find(folder => {
      const normal = normalizeName(folder);
      return name === normal || name.endsWith(`-${normal}`);
    });
    const place = source ?? overrides.get(name)?.source ?? '';
    const local = new RegExp(`/${librariesDirectory}/([\\w-]+)/?$`).exec(place);
    return local?.[1] ?? known ?? [];
  });
  return [...new Set(names)];
}

/** Those that the Dockerfile copies, where it has them; of a folder that it copies as a whole, and where it copies everything, those that the project depends on. */
export function libraryFolders(
  { dockerfile, pyproject }: ServiceModel,
  standard: Standard,
): LibraryFolders {
  const copied = copiedFromContext(dockerfile.stages, standard);
  const folders = new Map<string, string>();
  for (const { library, path } of copied) {
    if (library === undefined || library === '*') continue;
    const segments = path.split('/');
    const end = segments.indexOf(library) + 1;
    if (!folders.has(library))
      folders.set(library, segments.slice(0, end).join('/'));
  }
  const wholes = [
    ...new Set(
      copied.flatMap(({ library, kind, path }) =>
        library === '*' && kind === 'library' && !/[*?[]/.test(path)
          ? [path]
          : [],
      ),
    ),
  ];
  const isAny = copied.some(({ library }) => library === '*');
  if (folders.size > 0 && !isAny) return { folders, wholes };
  const [home = standard.librariesDirectory] = wholes;
  const needed =
    pyproject.state === 'read' ? dependedOn(pyproject.model, standard) : [];
  const names = needed.length === 0 && isAny ? standard.libraries : needed;
  for (const name of names) {
    if (!folders.has(name)) folders.set(name, `${home}/${name}`);
  }
  return { folders, wholes };
}
