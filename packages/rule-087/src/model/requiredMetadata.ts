import { Standard } from '../standard/Standard';
import { Copied, copiedFromContext, isPyproject } from './copies';
import { ServiceModel } from './ServiceModel';
import { Timeline } from './timeline';

/** A pyproject.toml that 3.1.meta-first requires, and where it is copied first. */
export type RequiredMetadata = { path: string; found?: Copied };

function findMetadata(
  { copied }: Timeline,
  { name, dockerfile }: ServiceModel,
  standard: Standard,
): RequiredMetadata[] {
  const { librariesDirectory, servicesDirectory } = standard;
  const metadata = copied.filter(isPyproject);
  const ofLibraries = new Map<string, Copied>();
  for (const item of metadata) {
    const { library } = item;
    if (library === undefined) continue;
    for (const key of [library, '*']) {
      if (!ofLibraries.has(key)) ofLibraries.set(key, item);
    }
  }
  const ofAll = metadata.find(({ library }) => library === '*');
  const libraries = new Set(
    copied.flatMap(({ kind, library }) =>
      kind === 'library' && library ? [library] : [],
    ),
  );
  // Where nothing is copied from the services' folder, the build context is the service's own.
  const isOwnContext = !copiedFromContext(dockerfile.stages, standard).some(
    ({ path }) => path.startsWith(`${servicesDirectory}/`),
  );
  return [
    ...[...libraries].map(library => ({
      path: `${librariesDirectory}/${library}/pyproject.toml`,
      found: ofLibraries.get(library) ?? ofAll,
    })),
    {
      path: `${servicesDirectory}/${name}/pyproject.toml`,
      found: metadata.find(({ path, library }) => {
        if (library !== undefined) return false;
        const [first, folder = ''] = path.split('/');
        return first === servicesDirectory
          ? folder === name || /[*?[]/.test(folder)
          : isOwnContext;
      }),
    },
  ];
}

/** The shared libraries' dependency files and, last, the service's: of the libraries, those whose sources are copied. */
export function requiredMetadata(
  timeline: Timeline,
  model: ServiceModel,
  standard: Standard,
): RequiredMetadata[] {
  const { derived } = timeline.stage;
  if (!derived.has(findMetadata)) {
    derived.set(findMetadata, findMetadata(timeline, model, standard));
  }
  return derived.get(findMetadata) as RequiredMetadata[];
}

/** The folders of the image that hold the service's pyproject.toml. */
export function projectFolders(
  timeline: Timeline,
  model: ServiceModel,
  standard: Standard,
): string[] {
  const { found } = requiredMetadata(timeline, model, standard).at(-1)!;
  const target = found?.step.copy?.target;
  return target?.known ? [target.text.replace(/\/pyproject\.toml$/, '')] : [];
}
