import { LineIndex } from '../dockerfile/LineIndex';
import { Span } from '../dockerfile/SourceText';
import { knownValue, Value } from '../dockerfile/Value';
import { Evidence } from '../report/Report';
import { SourceFile } from '../sources/Sources';
import { ComposeModel, ComposeService, Text } from './ComposeModel';
import { readDotenv, readRawDotenv } from './dotenv';
import { interpolate, Lookup } from './interpolate';
import { mergeParts } from './mergeServices';
import { folderOf, isAddress, resolvePath } from './paths';
import { itemsOf, textOf, TreeMap, valueAt } from '../sources/Tree';
import { readServicePart, ServicePart } from './readService';
import { parseYamlFile, YamlError } from './yamlTree';

/** Why the compose files say nothing, and where. */
export class ComposeError extends Error {
  constructor(message: string, readonly evidence: Evidence) {
    super(message);
  }
}

/** A chain of includes or extends longer than this is a circle, or as good as one. */
const DEEPEST = 30;

type Parts = Map<string, ServicePart>;
/** One YAML document of a file: most files hold one. */
type Parsed = { tree: TreeMap; lines: LineIndex; path: string };
/** What the words of a file depend on besides them. */
type Context = {
  /** Folder that relative paths start from. */
  folder: string;
  lookup: Lookup;
  depth: number;
};

class ComposeReader {
  private readonly parsed = new Map<string, Parsed[]>();
  /** Files that were needed and that nobody looked for. */
  readonly wanted = new Set<string>();

  constructor(private readonly files: Record<string, SourceFile>) {}

  read(paths: string[]): ComposeModel {
    const folder = folderOf(paths[0]);
    const lookup = this.lookup([resolvePath(folder, '.env')], () => undefined);
    const parts = this.project(paths, { folder, lookup, depth: 0 });
    const [first] = this.parse(paths[0]);
    const key = first?.tree.entries.get('services')?.key;
    return {
      files: [...this.parsed.keys()],
      services: new Map(
        [...parts]
          .filter(([, part]) => part.earlier !== 'removed')
          .map(([name, part]) => [name, this.finish(name, part, lookup)]),
      ),
      place: (first?.lines ?? LineIndex.create(paths[0], '')).evidence(
        key ?? { start: 0, end: 0 },
      ),
    };
  }

  /** Every service of the files: of each file first those that it includes, and all of it over the files before. */
  private project(paths: string[], context: Context): Parts {
    const services: Parts = new Map();
    for (const file of paths.flatMap(path => this.parse(path))) {
      const included = this.included(file, context);
      const names = new Set([...included.keys(), ...entriesOf(file).keys()]);
      for (const name of names) {
        const part = this.extended(file, name, context, included)!;
        add(services, name, part);
      }
    }
    return services;
  }

  private included(file: Parsed, context: Context): Parts {
    const { folder, lookup, depth } = context;
    const services: Parts = new Map();
    const include = file.tree.entries.get('include')?.value;
    if (include && depth >= DEEPEST)
      throw this.error(file, 'include leads in a circle', include);
    for (const item of include ? itemsOf(include) : []) {
      const resolve = (text: string | undefined) => {
        const value: Value = interpolate(text ?? '', lookup);
        if (!value.known || value.text === '') {
          throw this.error(
            file,
            `include names a file that cannot be computed (${
              value.known ? 'no path' : value.missing.join(', ')
            })`,
            item,
          );
        }
        return resolvePath(folder, value.text);
      };
      const list = (name: string) => {
        const value = valueAt(item, name);
        return value && itemsOf(value).map(path => resolve(textOf(path)));
      };
      const paths = list('path') ?? [resolve(textOf(item))];
      const directory = textOf(valueAt(item, 'project_directory'));
      const inner =
        directory === undefined ? folderOf(paths[0]) : resolve(directory);
      const envFiles = list('env_file') ?? [resolvePath(inner, '.env')];
      const parts = this.project(paths, {
        folder: inner,
        lookup: this.lookup(envFiles, lookup),
        depth: depth + 1,
      });
      for (const [name, part] of parts) add(services, name, part);
    }
    return services;
  }

  /** A service of a file over what the file includes, with what it extends below both. */
  private extended(
    file: Parsed,
    name: string,
    context: Context,
    included: Parts,
    depth = 0,
  ): ServicePart | undefined {
    const { folder, lookup } = context;
    const entry = entriesOf(file).get(name);
    const below = included.get(name);
    if (!entry) return below;
    const own = readServicePart(entry.key, entry.value, {
      lines: file.lines,
      lookup,
      folder,
    });
    const part = below ? mergeParts(below, own) : own;
    if (!own.extends) return part;
    if (depth >= DEEPEST)
      throw this.error(file, 'extends leads in a circle', entry.key);
    const base = this.extendedBase(file, own.extends, context, included, depth);
    if (base === 'not-looked-for') return part;
    if (!base) {
      throw this.error(
        file,
        `${name} extends ${own.extends.service}, which is not defined there`,
        entry.key,
      );
    }
    return {
      ...mergeParts(base, { ...part, earlier: undefined }),
      evidence: part.evidence,
      places: part.places,
      earlier: part.earlier,
      replaced: part.replaced,
    };
  }

  /** A service of the same file, or of one whose paths start from its own folder and whose includes do not count. */
  private extendedBase(
    file: Parsed,
    { service, file: other }: NonNullable<ServicePart['extends']>,
    context: Context,
    included: Parts,
    depth: number,
  ): ServicePart | 'not-looked-for' | undefined {
    if (!other)
      return this.extended(file, service, context, included, depth + 1);
    const { value, evidence } = other;
    if (!value.known) {
      throw new ComposeError(
        `${
          file.path
        }: extends names a file that cannot be computed (${value.missing.join(
          ', ',
        )})`,
        evidence,
      );
    }
    const path = resolvePath(context.folder, value.text);
    const inner = { ...context, folder: folderOf(path) };
    const found = this.parse(path).flatMap(
      from => this.extended(from, service, inner, new Map(), depth + 1) ?? [],
    );
    if (this.wanted.has(path)) return 'not-looked-for';
    return found.reduce<ServicePart | undefined>(
      (below, over) => (below ? mergeParts(below, over) : over),
      undefined,
    );
  }

  private finish(
    name: string,
    part: ServicePart,
    project: Lookup,
  ): ComposeService {
    const environment = new Map<string, Text>();
    for (const [key, text] of part.environment ?? [])
      if (text) environment.set(key, text);
    const lookup: Lookup = key => project(key) ?? environment.get(key)?.value;
    const fromFiles = new Map<string, Text>();
    let { unknownEnvironment } = part;
    for (const { path, required, isRaw } of part.envFiles ?? []) {
      const file = path.value.known ? this.file(path.value.text) : undefined;
      if (file?.state === 'present') {
        const read = isRaw
          ? readRawDotenv(file)
          : readDotenv(file, key => lookup(key) ?? fromFiles.get(key)?.value);
        for (const [key, text] of read) fromFiles.set(key, text);
      } else if (required || file?.state === 'unreadable') {
        unknownEnvironment ??= path.value.known
          ? `env_file ${path.value.text} could not be read`
          : `env_file cannot be computed: ${path.value.missing.join(', ')}`;
      }
    }
    const { evidence, places } = part;
    return {
      name,
      aliases: part.aliases ?? [],
      evidence,
      places: {
        environment: places.environment ?? evidence,
        ports: places.ports ?? evidence,
        volumes: places.volumes ?? evidence,
      },
      build: part.build && finishBuild(part.build),
      image: part.image,
      environment: new Map([...fromFiles, ...environment]),
      unknownEnvironment,
      ports: part.ports ?? [],
      mounts: part.mounts ?? [],
      unknownMounts: part.unknownMounts ?? [],
      dependsOn: part.dependsOn ?? [],
    };
  }

  /** What variables stand for: what is set outside wins over what the files set. */
  private lookup(paths: string[], outer: Lookup): Lookup {
    const variables = new Map<string, Text>();
    const lookup: Lookup = name =>
      outer(name) ??
      variables.get(name)?.value ??
      (name === 'PWD' ? knownValue('.') : undefined);
    for (const path of paths) {
      const file = this.file(path);
      if (file?.state !== 'present') continue;
      for (const [name, text] of readDotenv(file, lookup))
        variables.set(name, text);
    }
    return lookup;
  }

  private file(path: string): SourceFile | undefined {
    const file = this.files[path];
    if (!file) this.wanted.add(path);
    return file;
  }

  /** The documents of a file; none where nobody looked for it yet. */
  private parse(path: string): Parsed[] {
    const known = this.parsed.get(path);
    if (known) return known;
    const file = this.file(path);
    if (!file) return [];
    const nowhere = {
      file: path,
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    };
    if (file.state !== 'present') {
      const why =
        file.state === 'unreadable'
          ? `could not be read: ${file.reason}`
          : 'is missing';
      throw new ComposeError(`${path} ${why}`, nowhere);
    }
    const lines = LineIndex.create(path, file.content);
    try {
      const parsed = parseYamlFile(file).map(tree => {
        if (tree.kind !== 'map')
          throw new YamlError('it is no mapping', tree.start);
        return { tree, lines, path };
      });
      if (parsed.length === 0) throw new YamlError('it is empty', 0);
      this.parsed.set(path, parsed);
      return parsed;
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      throw new ComposeError(
        `${path} could not be read: ${error.message}`,
        lines.evidence({ start: error.offset, end: error.offset }),
      );
    }
  }

  private error(file: Parsed, message: string, span: Span) {
    return new ComposeError(
      `${file.path}: ${message}`,
      file.lines.evidence(span),
    );
  }
}

function entriesOf({ tree }: Parsed): TreeMap['entries'] {
  const services = tree.entries.get('services')?.value;
  return services?.kind === 'map' ? services.entries : new Map();
}

function add(parts: Parts, name: string, part: ServicePart) {
  const known = parts.get(name);
  parts.set(name, known ? mergeParts(known, part) : part);
}

function textIn(value: Value): string {
  return value.known ? value.text : '';
}

function finishBuild(
  part: NonNullable<ServicePart['build']>,
): ComposeService['build'] {
  const { evidence, context, dockerfile, inline, target } = part;
  const folder: Text = context
    ? {
        evidence: context.evidence,
        value:
          context.value.known && !isAddress(context.value.text)
            ? knownValue(resolvePath(context.folder, context.value.text))
            : context.value,
      }
    : { evidence, value: knownValue('.') };
  const file: Text = dockerfile ?? {
    evidence,
    value: knownValue('Dockerfile'),
  };
  const unclear = [folder.value, file.value].find(value => !value.known);
  const base = textIn(folder.value);
  const path: Value =
    unclear ??
    (isAddress(base)
      ? file.value
      : knownValue(resolvePath(base, textIn(file.value))));
  return {
    evidence,
    context: folder,
    dockerfile: inline ? undefined : { evidence: file.evidence, value: path },
    target,
  };
}

/**
 * Reads compose files as Compose does: each with its `include` and `extends`, then merged in order.
 *
 * @throws ComposeError when a file that is needed is missing, cannot be read, or is no YAML
 */
export function readCompose(
  paths: string[],
  files: Record<string, SourceFile>,
): ComposeModel {
  return new ComposeReader(files).read(paths);
}

/** The files that reading needs and that nobody looked for yet, as paths from the root. */
export function filesWanted(
  paths: string[],
  files: Record<string, SourceFile>,
): string[] {
  const reader = new ComposeReader(files);
  try {
    reader.read(paths);
  } catch (error) {
    // What is wrong is said where the files are judged.
    if (!(error instanceof ComposeError)) throw error;
  }
  return [...reader.wanted];
}
