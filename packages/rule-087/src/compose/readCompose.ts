import { LineIndex } from '../source/LineIndex';
import { Span } from '../source/SourceText';
import { knownValue, unknownValue, Value } from '../source/Value';
import { refuseDocument } from '../source/limits';
import { Evidence } from '../source/Evidence';
import { SourceFile } from '../source/Sources';
import { ComposeModel, Text } from './ComposeModel';
import { readDotenv } from './dotenv';
import { interpolate, Lookup } from './interpolate';
import { mergeParts } from './mergeServices';
import { folderOf, resolvePath } from './paths';
import { itemsOf, textOf, TreeMap, valueAt } from '../source/Tree';
import { finishService } from './finishService';
import { readServicePart, ServicePart } from './readService';
import { parseYamlFile, YamlError } from './yamlTree';

/** Why the compose files say nothing, and where. */
export class ComposeError extends Error {
  constructor(message: string, readonly evidence: Evidence) {
    super(message);
  }
}

/** A chain of includes or extends longer than this is a circle, or as good as one. */
const DEEPEST = 15;
/** So many services and variables of theirs may be put together: a thousand services that extend a large one are more than is real. */
const MOST_PARTS = 100_000;

type Parts = Map<string, ServicePart>;
/** One YAML document of a file: most files hold one. */
type Parsed = { tree: TreeMap; lines: LineIndex; path: string };
/** What the words of a file depend on besides them. */
type Context = {
  /** Folder that relative paths start from. */
  folder: string;
  lookup: Lookup;
  depth: number;
  /** What was included with this lookup: files that include one another twice would double the work at each step. */
  included: Map<string, Parts>;
};

class ComposeReader {
  private readonly parsed = new Map<string, Parsed[]>();
  private parts = 0;
  /** Files that were needed and that nobody looked for. */
  readonly wanted = new Set<string>();

  constructor(private readonly files: Record<string, SourceFile>) {}

  read(paths: string[]): ComposeModel {
    const folder = folderOf(paths[0]);
    const lookup = this.lookup([resolvePath(folder, '.env')], () => undefined);
    const parts = this.project(paths, {
      folder,
      lookup,
      depth: 0,
      included: new Map(),
    });
    const [first] = this.parse(paths[0]);
    const key = first?.tree.entries.get('services')?.key;
    return {
      files: [...this.parsed.keys()],
      services: new Map(
        [...parts]
          .filter(([, part]) => part.earlier !== 'removed')
          .map(([name, part]) => [
            name,
            finishService(name, part, lookup, path => this.dotenv(path)),
          ]),
      ),
      place: (first?.lines ?? LineIndex.create(paths[0], '')).evidence(
        key ?? { start: 0, end: 0 },
      ),
    };
  }

  /** Every service of the files: of each file first those that it includes, and all of it over the files before. */
  private project(paths: string[], context: Context): Parts {
    const services: Parts = new Map();
    for (const path of paths) {
      for (const file of this.parse(path))
        this.addServices(file, context, services);
    }
    return services;
  }

  private addServices(file: Parsed, context: Context, services: Parts) {
    const included = this.included(file, context);
    const names = new Set([...included.keys(), ...entriesOf(file).keys()]);
    for (const name of names)
      add(services, name, this.extended(file, name, context, included)!);
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
      const key = JSON.stringify([paths, inner, envFiles]);
      const parts =
        context.included.get(key) ??
        this.project(paths, {
          folder: inner,
          lookup: this.lookup(envFiles, lookup),
          depth: depth + 1,
          included: new Map(),
        });
      context.included.set(key, parts);
      this.count(file, 1 + parts.size);
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
    this.count(file, 1 + (part.environment?.size ?? 0));
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
    this.count(file, base.environment?.size ?? 0);
    const merged = mergeParts(base, { ...part, earlier: undefined });
    // What is missing belongs into the service's own file, not into that which others extend too.
    const { evidence, places, earlier, replaced, build = base.build } = part;
    return {
      ...merged,
      build: merged.build && { ...merged.build, evidence: build!.evidence },
      evidence,
      places,
      earlier,
      replaced,
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

  /** What variables stand for: what is set outside wins over what the files set. */
  private lookup(paths: string[], outer: Lookup): Lookup {
    const variables = new Map<string, Text>();
    let unreadable: string | undefined;
    const lookup: Lookup = name =>
      outer(name) ??
      variables.get(name)?.value ??
      (name === 'PWD' ? knownValue('.') : undefined) ??
      (unreadable
        ? unknownValue([`${name}, which ${unreadable} may set,`])
        : undefined);
    for (const path of paths) {
      const file = this.dotenv(path);
      if (file?.state === 'unreadable') unreadable = path;
      if (file?.state !== 'present') continue;
      for (const [name, text] of readDotenv(file, lookup))
        variables.set(name, text);
    }
    return lookup;
  }

  private dotenv(path: string): SourceFile | undefined {
    const file = this.file(path);
    const refused =
      file?.state === 'present' ? refuseDocument(file.content) : undefined;
    return refused
      ? { state: 'unreadable', path, reason: refused.message }
      : file;
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

  private count(file: Parsed, parts: number) {
    this.parts += parts;
    if (this.parts > MOST_PARTS) {
      throw this.error(
        file,
        `more than ${MOST_PARTS} services and variables come together`,
        { start: 0, end: 0 },
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
  if (known !== part) parts.set(name, known ? mergeParts(known, part) : part);
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
