import { loadCompose, SourceFile, Standard } from '@huleedu/rule-087';
import { EditError, readSection } from '@huleedu/text-edits';

const INCLUDE = { key: 'include', nameOf: (item: unknown) => item };

/**
 * Where a monorepo names its services.
 *
 * @public
 */
export type Layout = {
  /** Compose files in the order in which they are merged; what they include is found. By default those that Compose looks for, and the overlay. */
  compose?: string[];
  /** Prometheus' configuration. */
  prometheus: string;
  /** The pyproject.toml of the whole repository. */
  pyproject: string;
  dockerignore: string;
};

/** As in HuleEdu's monorepo. @public */
export const defaultLayout: Layout = {
  prometheus: 'observability/prometheus.yml',
  pyproject: 'pyproject.toml',
  dockerignore: '.dockerignore',
};

/**
 * What the repository holds of that which concerns a service; paths are relative to the root, with `/`.
 *
 * @public
 */
export type RepositoryFiles = {
  layout: Layout;
  /** The Compose files that were found, in the order in which they are merged, without those that they include. */
  compose: string[];
  /** The folder that each Compose file's own paths start from: that of the first file, or of the file itself where it is included. */
  projectFolders: Record<string, string>;
  /** Every file that was looked for, by path. */
  files: Record<string, SourceFile>;
};

/**
 * Reads what {@link generate} and {@link retire} need: the Compose files with all that they name, Prometheus' configuration, the root's
 * pyproject.toml and .dockerignore, the libraries' pyproject.toml, and the files that `paths` name.
 *
 * @param paths - files besides, for example those of the service's folder
 * @param read - reads one file by its path from the root
 *
 * @public
 */
export async function readRepositoryFiles(
  options: {
    standard: Standard;
    layout?: Partial<Layout>;
    libraries?: string[];
    paths?: string[];
  },
  read: (path: string) => Promise<SourceFile>,
): Promise<RepositoryFiles> {
  const { standard, libraries = [], paths = [] } = options;
  const layout = { ...defaultLayout, ...options.layout };
  const loaded = await loadCompose(layout.compose, read);
  const files = { ...loaded.composeContext };
  const others = [
    layout.prometheus,
    layout.pyproject,
    layout.dockerignore,
    ...[...standard.libraries, ...libraries].map(name =>
      libraryProject(name, standard),
    ),
    ...paths,
  ];
  for (const path of others) files[path] ??= await read(path);
  const compose = loaded.compose.flatMap(file =>
    file.state === 'present' || file.state === 'unreadable' ? [file.path] : [],
  );
  return { layout, compose, projectFolders: foldersOf(compose, files), files };
}

/** @internal */
export function libraryProject(name: string, standard: Standard): string {
  return `${standard.librariesDirectory}/${name}/pyproject.toml`;
}

/** The text of a file; undefined where it does not exist or could not be read. @internal */
export function contentOf(
  { files }: Pick<RepositoryFiles, 'files'>,
  path: string,
): string | undefined {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  return file?.state === 'present' ? file.content : undefined;
}

/** The merged files share a folder; an included one has its own. */
function foldersOf(
  compose: string[],
  files: Record<string, SourceFile>,
): Record<string, string> {
  if (compose.length === 0) return {};
  const shared = folderOf(compose[0]);
  const folders = Object.fromEntries(compose.map(path => [path, shared]));
  const pending = [...compose];
  for (const path of pending) {
    const content = contentOf({ files }, path);
    for (const included of content ? includesOf(content) : []) {
      const target = join(folders[path], included);
      if (folders[target] !== undefined || !files[target]) continue;
      folders[target] = folderOf(target);
      pending.push(target);
    }
  }
  return folders;
}

function includesOf(content: string): string[] {
  return includedItems(content).flatMap(item => {
    const path: unknown =
      item && typeof item === 'object' ? Reflect.get(item, 'path') : item;
    return [path].flat().filter(part => typeof part === 'string');
  });
}

/** What is no YAML is reported where it is edited. */
function includedItems(content: string): unknown[] {
  try {
    const { data } = readSection(content, INCLUDE);
    return [data.include ?? []].flat();
  } catch (error) {
    if (error instanceof EditError) return [];
    throw error;
  }
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Two paths as one, `.` and `..` resolved; `..` above the root stays. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
