import { isAptGet } from '../dockerfile/programs';
import { classify } from '../model/copies';
import { ServiceModel } from '../model/ServiceModel';
import { Standard } from '../standard/Standard';
import { BuildContext, inContext, toRepository } from './BuildContext';
import { BuilderStep } from './BuilderStep';
import { Edit } from './Edit';
import { ForecastChange, ForecastError } from './Forecast';
import { exampleOf, matchesPath, PathPattern, SOME_NAME } from './pathPattern';

/** What is asked of a target. */
type Question = {
  model: ServiceModel;
  standard: Standard;
  context: BuildContext;
  /** Those that the target needs, in the builder's order. */
  steps: BuilderStep[];
};

/** Each of them is tried; no Dockerfile names so many. */
const MOST_PATHS = 100;

/**
 * What an edit of each sort may be, by examples.
 *
 * @notes
 * The Dockerfile and `.dockerignore` name some files apart from the rest: each of these is an example, and files that nobody names stand for all
 * others.
 */
export const likelyEdits: Record<
  ForecastChange,
  (question: Question) => Edit[]
> = {
  'service-code': question => {
    const folder = serviceFolder(question);
    if (folder === undefined) return [];
    return filesOf([
      ...filesIn(folder),
      ...namedPaths(question).filter(
        path =>
          path.startsWith(join(folder, '')) &&
          kindOf(path, question) === 'service',
      ),
    ]);
  },

  'library-source': question => {
    const { standard, context } = question;
    const folder = inContext(context, standard.librariesDirectory);
    if (folder === undefined) return [];
    const named = namedPaths(question)
      .filter(path => path.startsWith(join(folder, '')))
      .map(path => ({
        path,
        parts: path.slice(join(folder, '').length).split('/'),
      }));
    const libraries = new Set([
      ...standard.libraries,
      ...named.map(({ parts }) => parts[0]),
      SOME_NAME,
    ]);
    return filesOf([
      ...[...libraries].flatMap(library =>
        filesIn(join(folder, `${library}/src`)),
      ),
      ...named
        .filter(
          ({ path, parts }) =>
            parts[1] === 'src' &&
            parts.length > 2 &&
            kindOf(path, question) === 'library',
        )
        .map(({ path }) => path),
    ]);
  },

  'service-metadata': question => {
    const folder = serviceFolder(question);
    return folder === undefined
      ? []
      : filesOf([join(folder, 'pyproject.toml')]);
  },

  'lock-file': question => {
    const { context, standard } = question;
    const present = (context.lockFiles ?? []).flatMap(
      path => inContext(context, path) ?? [],
    );
    return filesOf([
      ...present,
      ...patternsOf(question.steps).flatMap(pattern =>
        lockFilesNamedBy(pattern, ['pdm.lock', standard.lockFile]),
      ),
    ]);
  },

  'system-packages': ({ model, steps, context }) => {
    const install = steps.find(({ step }) => step.commands.some(isAptGet));
    return install
      ? [
          {
            kind: 'instruction',
            start: install.step.instruction.start,
            dockerfile: inContext(context, model.dockerfile.path),
          },
        ]
      : [];
  },
};

function filesOf(paths: string[]): Edit[] {
  return [...new Set(paths)].map(path => ({ kind: 'file', path }));
}

/** A file in a folder, and one further down: patterns tell them apart. */
function filesIn(folder: string): string[] {
  return [`${SOME_NAME}.py`, `${SOME_NAME}/${SOME_NAME}.py`].map(path =>
    join(folder, path),
  );
}

function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function serviceFolder({ model, standard, context }: Question) {
  const { directory, name } = model;
  return inContext(
    context,
    directory ?? `${standard.servicesDirectory}/${name}`,
  );
}

function kindOf(path: string, { context, standard }: Question) {
  return classify(toRepository(context, path), standard).kind;
}

function patternsOf(steps: BuilderStep[]): PathPattern[] {
  return steps.flatMap(({ contextSources }) =>
    contextSources.flatMap(({ path }) => (path ? [path] : [])),
  );
}

function namedPaths({ steps, context }: Question): string[] {
  const paths = new Set(
    [...patternsOf(steps), ...context.dockerignore.readmitted].map(exampleOf),
  );
  if (paths.size > MOST_PATHS) {
    throw new ForecastError(
      `The Dockerfile and .dockerignore name ${paths.size} paths, and at most ${MOST_PATHS} are followed.`,
    );
  }
  return [...paths];
}

/** The lock files that a source means, and not only has among others. */
function lockFilesNamedBy(pattern: PathPattern, names: string[]): string[] {
  const example = exampleOf(pattern);
  const folder = example.slice(0, example.lastIndexOf('/') + 1);
  if (pattern.literal !== undefined) {
    return example.startsWith('pdm.lock', folder.length) ? [example] : [];
  }
  return matchesPath(pattern, `${folder}${SOME_NAME}.py`)
    ? []
    : names
        .map(name => `${folder}${name}`)
        .filter(path => matchesPath(pattern, path));
}
