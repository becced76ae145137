import { knownValue } from '../dockerfile/Value';
import { SourceFile, Sources } from '../sources/Sources';
import { interpolate, Lookup } from './interpolate';
import { readDotenv } from './dotenv';
import { folderOf, resolvePath } from './paths';
import { itemsOf, textOf, Tree, valueAt } from '../sources/Tree';
import { parseYamlFile } from './yamlTree';

/** More files than this no monorepo's compose files name. */
const MOST_FILES = 200;

/** As Compose looks for them, and HuleEdu's overlay for development: of each line the first that is there. */
const DEFAULTS = [
  ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'],
  [
    'compose.override.yaml',
    'compose.override.yml',
    'docker-compose.override.yml',
    'docker-compose.override.yaml',
  ],
  [
    'compose.dev.yaml',
    'compose.dev.yml',
    'docker-compose.dev.yml',
    'docker-compose.dev.yaml',
  ],
];

/**
 * Reads compose files and all that they name: `include`, `extends`, `env_file`, `.env`.
 *
 * @param given - paths from the repository's root, in the order in which Compose merges them; by default what Compose finds there, and the overlay
 * for development
 * @param read - reads one file by its path from the root; never called twice for a path, nor for one that leads out of the root
 * @returns what {@link judge} takes; the same for every service of the repository
 *
 * @public
 */
export async function loadCompose(
  given: string[] | undefined,
  read: (path: string) => Promise<SourceFile>,
): Promise<Required<Pick<Sources, 'compose' | 'composeContext'>>> {
  const files: Record<string, SourceFile> = {};
  const variables = new Map<string, string>();
  const lookup: Lookup = name => {
    const text = variables.get(name) ?? (name === 'PWD' ? '.' : undefined);
    return text === undefined ? undefined : knownValue(text);
  };

  const fetch = async (path: string) => {
    if (files[path]) return;
    if (path.startsWith('/') || path.startsWith('~') || path.startsWith('..')) {
      files[path] = {
        state: 'unreadable',
        path,
        reason: 'it lies outside the repository',
      };
    } else if (Object.keys(files).length >= MOST_FILES) {
      files[path] = {
        state: 'unreadable',
        path,
        reason: `more than ${MOST_FILES} files are named`,
      };
    } else {
      files[path] = await read(path);
    }
  };
  const fetchVariables = async (path: string) => {
    await fetch(path);
    const file = files[path];
    if (file.state !== 'present') return;
    for (const [name, { value }] of readDotenv(file)) {
      if (value.known && !variables.has(name)) variables.set(name, value.text);
    }
  };

  const paths = given ?? (await findDefaults(fetch, files));
  if (paths.length > 0)
    await fetchVariables(resolvePath(folderOf(paths[0]), '.env'));
  const pending = [...paths];
  const visited = new Set<string>();
  for (const path of pending) {
    if (visited.has(path)) continue;
    visited.add(path);
    await fetch(path);
    const file = files[path];
    const tree = file.state === 'present' ? tryParse(file) : undefined;
    if (!tree) continue;
    const { composeFiles, environments, dotenvs } = namedBy(path, tree, lookup);
    for (const dotenv of dotenvs) await fetchVariables(dotenv);
    for (const environment of environments) await fetch(environment);
    pending.push(...composeFiles);
  }
  return { compose: paths.map(path => files[path]), composeContext: files };
}

async function findDefaults(
  fetch: (path: string) => Promise<void>,
  files: Record<string, SourceFile>,
): Promise<string[]> {
  const found: string[] = [];
  for (const names of DEFAULTS) {
    for (const name of names) {
      await fetch(name);
      if (files[name].state !== 'missing') {
        found.push(name);
        break;
      }
    }
    // An overlay alone is no application.
    if (found.length === 0) break;
  }
  return found;
}

/** The files that one file names, as paths from the root. */
function namedBy(path: string, tree: Tree, lookup: Lookup) {
  const folder = folderOf(path);
  const composeFiles: string[] = [];
  const environments: string[] = [];
  const dotenvs: string[] = [];
  const resolve = (text: string | undefined): string[] => {
    const value = interpolate(text ?? '', lookup);
    return value.known && value.text !== ''
      ? [resolvePath(folder, value.text)]
      : [];
  };
  const entry = (value: Tree | undefined, name: string) =>
    value?.kind === 'map' ? value.entries.get(name)?.value : undefined;
  const each = (value: Tree | undefined, act: (item: Tree) => void) => {
    if (value) itemsOf(value).forEach(act);
  };

  each(entry(tree, 'include'), item => {
    const paths: string[] = [];
    if (item.kind === 'map') {
      each(entry(item, 'path'), inner => paths.push(...resolve(textOf(inner))));
      each(entry(item, 'env_file'), inner =>
        dotenvs.push(...resolve(textOf(inner))),
      );
    } else {
      paths.push(...resolve(textOf(item)));
    }
    composeFiles.push(...paths);
    if (paths.length > 0) dotenvs.push(resolvePath(folderOf(paths[0]), '.env'));
  });
  const services = entry(tree, 'services');
  for (const { value } of services?.kind === 'map'
    ? services.entries.values()
    : []) {
    const extended = entry(value, 'extends');
    if (extended?.kind === 'map')
      composeFiles.push(...resolve(textOf(valueAt(extended, 'file'))));
    each(entry(value, 'env_file'), item =>
      environments.push(
        ...resolve(
          item.kind === 'map' ? textOf(valueAt(item, 'path')) : textOf(item),
        ),
      ),
    );
  }
  return { composeFiles, environments, dotenvs };
}

/** What is no YAML is reported where the files are judged. */
function tryParse(file: { content: string }): Tree | undefined {
  try {
    return parseYamlFile(file);
  } catch {
    return undefined;
  }
}
