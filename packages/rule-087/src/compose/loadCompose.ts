import { SourceFile, Sources } from '../source/Sources';
import { Text } from './ComposeModel';
import { readDotenv } from './dotenv';
import { resolvePath } from './paths';
import { filesWanted } from './readCompose';

/** More files than this no monorepo's compose files name. */
const MOST_FILES = 1000;

/** As Compose looks for them, and HuleEdu's overlay for development: of each line the first that is there. */
const DEFAULTS = [
  ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'],
  [
    'compose.override.yml',
    'compose.override.yaml',
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
 * @param given - paths from the repository's root, in the order in which Compose merges them; by default what Compose finds there (`COMPOSE_FILE`
 * of the `.env` counts), and the overlay for development
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
  const fetch = async (path: string): Promise<SourceFile> => {
    files[path] ??= await readInside(path, Object.keys(files).length, read);
    return files[path];
  };
  const paths = given ?? (await findDefaults(fetch));
  for (const path of paths) await fetch(path);
  // What is read may name more: a file that is included may include another.
  for (;;) {
    const named = paths.filter(path => files[path].state !== 'missing');
    const wanted = named.length > 0 ? filesWanted(named, files) : [];
    if (wanted.length === 0) break;
    for (const path of wanted) await fetch(path);
  }
  return { compose: paths.map(path => files[path]), composeContext: files };
}

async function readInside(
  path: string,
  count: number,
  read: (path: string) => Promise<SourceFile>,
): Promise<SourceFile> {
  const refuse = (reason: string): SourceFile => ({
    state: 'unreadable',
    path,
    reason,
  });
  if (/^([/~]|\.\.(\/|$))/.test(path))
    return refuse('it lies outside the repository');
  return count < MOST_FILES
    ? read(path)
    : refuse(`more than ${MOST_FILES} files are named`);
}

async function findDefaults(
  fetch: (path: string) => Promise<SourceFile>,
): Promise<string[]> {
  const dotenv = await fetch('.env');
  const variables: Map<string, Text> =
    dotenv.state === 'present'
      ? readDotenv(dotenv, () => undefined)
      : new Map();
  const textOf = (name: string) => {
    const value = variables.get(name)?.value;
    return value?.known ? value.text : '';
  };
  const chosen = textOf('COMPOSE_FILE')
    .split(textOf('COMPOSE_PATH_SEPARATOR') || ':')
    .filter(path => path !== '');
  if (chosen.length > 0) return chosen.map(path => resolvePath('.', path));
  const found: string[] = [];
  for (const names of DEFAULTS) {
    for (const name of names) {
      if ((await fetch(name)).state !== 'missing') {
        found.push(name);
        break;
      }
    }
    // An overlay alone is no application.
    if (found.length === 0) break;
  }
  return found;
}
