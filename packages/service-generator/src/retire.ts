import { Standard } from '@huleedu/rule-087';
import { removeFromLists } from '@huleedu/text-edits';
import { attempt } from './attempt';
import { Changes } from './changes/Changes';
import { Draft } from './Draft';
import {
  entriesOf,
  isDatabase,
  SCRAPE_CONFIGS,
  SERVICES,
  VOLUMES,
} from './repository/composeFiles';
import { RepositoryFiles } from './repository/RepositoryFiles';
import { Problem } from './spec/ServiceSpec';
import { directoryOf } from './templates/view';

type Service = Record<string, unknown>;

/** Wider than for a new service: an old one may be called otherwise, but never lie elsewhere. */
const NAME = /^\w[\w-]*$/;

/**
 * Takes a service out of a monorepo: its entries in the files of the monorepo, those of a database that nothing else uses, and the files of its
 * folder. Pure. Comments of others stay.
 *
 * @param repository - as {@link readRepositoryFiles} gives it; the files of the service's folder that it holds are the ones to be deleted
 * @returns the changes, or everything that stands in the way: what still depends on the service, for example
 *
 * @public
 */
export function retire(
  name: string,
  standard: Standard,
  repository: RepositoryFiles,
): Changes | { problems: Problem[] } {
  const message = `${JSON.stringify(name)} is no service's name`;
  const problems: Problem[] = NAME.test(name)
    ? []
    : [{ code: 'invalid', field: 'name', message }];
  return attempt(problems, repository, () =>
    remove(name, standard, repository),
  );
}

function remove(
  name: string,
  standard: Standard,
  repository: RepositoryFiles,
): Changes | { problems: Problem[] } {
  const directory = directoryOf(name, standard);
  const folder = Object.values(repository.files).flatMap(file =>
    file.state === 'present' && file.path.startsWith(`${directory}/`)
      ? [file.path]
      : [],
  );
  const compose = Object.keys(repository.projectFolders);
  const services = compose.flatMap(path =>
    Object.entries(entriesOf(repository, path, 'services')).map(
      ([service, value]) => ({ service, value: value ?? {} }),
    ),
  );
  const own = services.filter(({ service }) => service === name);
  const others = services.filter(({ service }) => service !== name);
  const draft = Draft.create(repository);
  if (folder.length === 0 && own.length === 0) {
    draft.problems.push({
      code: 'invalid',
      field: 'name',
      message: `There is no service ${name}: no Compose file names it, and ${directory}/ is not there`,
    });
  }
  for (const { service, value } of others) {
    if (dependenciesOf(value).includes(name)) {
      draft.problems.push({
        code: 'conflict',
        message: `${service} depends on ${name}: change that first`,
      });
    }
  }
  const databases = databasesOf(own, others);
  const volumes = volumesOf(databases, others);
  for (const path of compose) {
    for (const service of [
      name,
      ...databases.map(database => database.service),
    ])
      draft.removeEntry(path, SERVICES, service);
    for (const volume of volumes) draft.removeEntry(path, VOLUMES, volume);
  }
  draft.removeEntry(repository.layout.prometheus, SCRAPE_CONFIGS, name);
  const { pyproject } = repository.layout;
  if (draft.contentOf(pyproject) !== undefined)
    draft.edit(pyproject, content => removeFromLists(content, directory));
  draft.notes.push(...remainingStaleReferences(name, draft, repository));
  for (const path of folder) draft.remove(path);
  return draft.finish();
}

type NamedService = { service: string; value: Service };

/** The databases that the service waits for, and nobody else. */
function databasesOf(
  own: NamedService[],
  others: NamedService[],
): NamedService[] {
  const wanted = own.flatMap(({ value }) => dependenciesOf(value));
  return others.filter(
    ({ service, value }) =>
      wanted.includes(service) &&
      isDatabase(value) &&
      !others.some(other => dependenciesOf(other.value).includes(service)),
  );
}

/** The named volumes of these services that no other mounts. */
function volumesOf(
  databases: NamedService[],
  others: NamedService[],
): string[] {
  const rest = others.filter(service => !databases.includes(service));
  const used = new Set(rest.flatMap(({ value }) => mountedBy(value)));
  return databases
    .flatMap(({ value }) => mountedBy(value))
    .filter(volume => !used.has(volume));
}

function dependenciesOf({ depends_on: dependsOn }: Service): string[] {
  if (Array.isArray(dependsOn)) return dependsOn.map(String);
  return dependsOn && typeof dependsOn === 'object'
    ? Object.keys(dependsOn)
    : [];
}

function mountedBy({ volumes }: Service): string[] {
  return [volumes ?? []].flat().flatMap(volume => {
    const source: unknown =
      volume && typeof volume === 'object'
        ? Reflect.get(volume, 'source')
        : String(volume).split(':')[0];
    return typeof source === 'string' && /^[\w.-]+$/.test(source)
      ? [source]
      : [];
  });
}

/** Lines of the monorepo's files that still name the service: the address that another calls, for example. */
function remainingStaleReferences(
  name: string,
  draft: Draft,
  { files }: RepositoryFiles,
): string[] {
  const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`);
  return Object.keys(files).flatMap(path =>
    (draft.contentOf(path) ?? '')
      .split('\n')
      .flatMap((line, index) =>
        word.test(line) && !path.includes(`/${name}/`)
          ? [`${path}:${index + 1} still names ${name}: ${line.trim()}`]
          : [],
      ),
  );
}
