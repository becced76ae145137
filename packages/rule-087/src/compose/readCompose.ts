import { LineIndex } from '../dockerfile/LineIndex';
import { knownValue, Value } from '../dockerfile/Value';
import { Evidence } from '../report/Report';
import { SourceFile } from '../sources/Sources';
import { ComposeModel, ComposeService, Text } from './ComposeModel';
import { readDotenv } from './dotenv';
import { interpolate, Lookup } from './interpolate';
import { mergeParts } from './mergeServices';
import { folderOf, resolvePath } from './paths';
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
type Parsed = { tree: TreeMap; lines: LineIndex; path: string };

class ComposeReader {
  private readonly parsed = new Map<string, Parsed>();
  private readonly order: string[] = [];

  constructor(private readonly files: Record<string, SourceFile>) {}

  read(paths: string[]): ComposeModel {
    const folder = folderOf(paths[0]);
    const parts = this.project(paths, folder, () => undefined, 0);
    const first = this.parsed.get(paths[0])!;
    const key = first.tree.entries.get('services')?.key;
    return {
      files: this.order,
      services: new Map(
        [...parts].map(([name, part]) => [name, this.finish(name, part)]),
      ),
      place: first.lines.evidence(key ?? { start: 0, end: 0 }),
    };
  }

  /** Every service of the files, their includes first. */
  private project(
    paths: string[],
    folder: string,
    outer: Lookup,
    depth: number,
    envFiles = [resolvePath(folder, '.env')],
  ): Parts {
    const variables = this.variables(envFiles);
    const lookup: Lookup = name =>
      outer(name) ??
      variables.get(name)?.value ??
      (name === 'PWD' ? knownValue('.') : undefined);
    const included: Parts = new Map();
    const own: Parts = new Map();
    for (const path of paths) {
      const file = this.parse(path);
      if (depth < DEEPEST) {
        this.include(file, lookup, depth, included);
      } else {
        throw this.error(file, 'include leads in a circle');
      }
      for (const name of this.serviceNames(file)) {
        const part = this.extended(file, name, folder, lookup, 0)!;
        add(own, name, part);
      }
    }
    for (const [name, part] of own) add(included, name, part);
    return included;
  }

  private include(file: Parsed, lookup: Lookup, depth: number, into: Parts) {
    const include = file.tree.entries.get('include')?.value;
    const base = folderOf(file.path);
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
        return resolvePath(base, value.text);
      };
      const list = (name: string) => {
        const value =
          item.kind === 'map' ? item.entries.get(name)?.value : undefined;
        return value && itemsOf(value).map(path => resolve(textOf(path)));
      };
      const paths = list('path') ?? [resolve(textOf(item))];
      const directory = textOf(valueAt(item, 'project_directory'));
      const folder =
        directory === undefined ? folderOf(paths[0]) : resolve(directory);
      const parts = this.project(
        paths,
        folder,
        lookup,
        depth + 1,
        list('env_file'),
      );
      for (const [name, part] of parts) add(into, name, part);
    }
  }

  /** A service of a file with what it extends below it. */
  private extended(
    file: Parsed,
    name: string,
    folder: string,
    lookup: Lookup,
    depth: number,
  ): ServicePart | undefined {
    const services = file.tree.entries.get('services')?.value;
    const entry =
      services?.kind === 'map' ? services.entries.get(name) : undefined;
    if (!entry) return undefined;
    const empty: TreeMap = {
      kind: 'map',
      entries: new Map(),
      start: 0,
      end: 0,
    };
    const tree = entry.value.kind === 'map' ? entry.value : empty;
    const part = readServicePart(entry.key, tree, {
      lines: file.lines,
      lookup,
      folder,
    });
    if (!part.extends) return part;
    if (depth >= DEEPEST)
      throw this.error(file, 'extends leads in a circle', entry.key);
    const { service, file: other } = part.extends;
    const from =
      other === undefined
        ? file
        : this.parse(resolvePath(folderOf(file.path), other));
    const base = this.extended(
      from,
      service,
      other === undefined ? folder : folderOf(from.path),
      lookup,
      depth + 1,
    );
    if (!base) {
      throw this.error(
        file,
        `${name} extends ${service}, which ${from.path} does not define`,
        entry.key,
      );
    }
    return {
      ...mergeParts(base, part),
      evidence: part.evidence,
      replaced: part.replaced,
    };
  }

  private serviceNames(file: Parsed): string[] {
    const services = file.tree.entries.get('services')?.value;
    return services?.kind === 'map' ? [...services.entries.keys()] : [];
  }

  private finish(name: string, part: ServicePart): ComposeService {
    const fromFiles = new Map<string, Text>();
    let unknownEnvironment: string | undefined;
    for (const { path, required } of part.envFiles ?? []) {
      const file = path.value.known ? this.files[path.value.text] : undefined;
      if (file?.state === 'present') {
        for (const [key, text] of readDotenv(file)) fromFiles.set(key, text);
      } else if (required || file?.state === 'unreadable') {
        unknownEnvironment ??= path.value.known
          ? `env_file ${path.value.text} could not be read`
          : `env_file cannot be computed: ${path.value.missing.join(', ')}`;
      }
    }
    return {
      name,
      evidence: part.evidence,
      build: part.build && finishBuild(part.build),
      image: part.image,
      environment: new Map([...fromFiles, ...(part.environment ?? [])]),
      unknownEnvironment,
      ports: part.ports ?? [],
      mounts: part.mounts ?? [],
      unknownMounts: part.unknownMounts ?? [],
      dependsOn: part.dependsOn ?? [],
    };
  }

  private variables(paths: string[]): Map<string, Text> {
    const variables = new Map<string, Text>();
    for (const path of paths) {
      const file = this.files[path];
      if (file?.state !== 'present') continue;
      for (const [name, text] of readDotenv(file)) variables.set(name, text);
    }
    return variables;
  }

  private parse(path: string): Parsed {
    const known = this.parsed.get(path);
    if (known) return known;
    const file = this.files[path];
    const nowhere = {
      file: path,
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    };
    if (file?.state !== 'present') {
      const why =
        file?.state === 'unreadable'
          ? `could not be read: ${file.reason}`
          : 'is missing';
      throw new ComposeError(`${path} ${why}`, nowhere);
    }
    const lines = LineIndex.create(path, file.content);
    try {
      const tree = parseYamlFile(file);
      if (tree.kind !== 'map') throw new YamlError('it is no mapping', 0);
      const parsed = { tree, lines, path };
      this.parsed.set(path, parsed);
      this.order.push(path);
      return parsed;
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      throw new ComposeError(
        `${path} could not be read: ${error.message}`,
        lines.evidence({ start: error.offset, end: error.offset }),
      );
    }
  }

  private error(file: Parsed, message: string, span = { start: 0, end: 0 }) {
    return new ComposeError(
      `${file.path}: ${message}`,
      file.lines.evidence(span),
    );
  }
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
  const isAddress = (text: string) => /^[a-z][a-z0-9+.-]*:|^git@/i.test(text);
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
  const path: Value =
    unclear ??
    knownValue(resolvePath(textIn(folder.value), textIn(file.value)));
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
