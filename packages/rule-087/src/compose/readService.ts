import { LineIndex } from '../source/LineIndex';
import { Span } from '../source/SourceText';
import { knownValue, unknownValue, Value } from '../source/Value';
import { Evidence } from '../source/Evidence';
import {
  ComposeHealthcheck,
  Mount,
  Place,
  PublishedPort,
  Text,
  UnknownPort,
} from './ComposeModel';
import { readHealthcheck } from './healthcheck';
import { interpolate, Lookup, sketch, splitOutside } from './interpolate';
import { normalizeTarget, resolvePath } from './paths';
import { readRange, readShortPort } from './ports';
import { itemsOf, textOf, Tree, TreeMap, valueAt } from '../source/Tree';

/** What one file says of a service, before it is merged with what others say. */
export type ServicePart = {
  evidence: Evidence;
  /** What `!reset` or `!override` on the whole service does with what earlier files say of it. */
  earlier?: 'removed' | 'replaced';
  places: Partial<Record<Place, Evidence>>;
  build?: BuildPart;
  image?: Text;
  /** Undefined: `!reset` takes the variable away. */
  environment?: Map<string, Text | undefined>;
  /** Why a variable is missing in it: its name cannot be computed. */
  unknownEnvironment?: string;
  envFiles?: EnvFile[];
  ports?: Array<PublishedPort | UnknownPort>;
  mounts?: Mount[];
  unknownMounts?: Evidence[];
  dependsOn?: string[];
  healthcheck?: ComposeHealthcheck;
  aliases?: string[];
  extends?: { service: string; file?: Text };
  /** Fields that `!override` or `!reset` replaces instead of merging them. */
  replaced: Set<string>;
};

export type EnvFile = {
  path: Text;
  required: boolean;
  /** With `format: raw` nothing in it is unquoted nor expanded. */
  isRaw: boolean;
};

/** Paths are resolved once all files are merged: the context may come from another file than the Dockerfile. */
export type BuildPart = {
  evidence: Evidence;
  /** A key that is there without a value was taken away by `!reset`. */
  context?: Text & { folder: string };
  dockerfile?: Text;
  inline?: boolean;
  target?: Text;
};

export type FileScope = {
  lines: LineIndex;
  lookup: Lookup;
  /** Folder that relative paths start from. */
  folder: string;
};

class PartReader {
  constructor(private readonly scope: FileScope) {}

  place(tree: Span): Evidence {
    return this.scope.lines.evidence(tree);
  }

  value(tree: Tree): Value {
    return tree.kind === 'scalar'
      ? interpolate(tree.text ?? '', this.scope.lookup)
      : unknownValue(['a text here']);
  }

  text(tree: Tree): Text {
    return this.textOf(
      tree.kind === 'scalar' ? tree.text ?? '' : undefined,
      this.place(tree),
    );
  }

  /** @param raw - undefined: there is no text where one should be */
  private textOf(raw: string | undefined, evidence: Evidence): Text {
    if (raw === undefined)
      return { value: unknownValue(['a text here']), evidence };
    const value = interpolate(raw, this.scope.lookup);
    return value.known
      ? { value, evidence }
      : { value, evidence, sketch: sketch(raw, this.scope.lookup) };
  }

  build(tree: Tree, evidence: Evidence): BuildPart {
    const { folder } = this.scope;
    if (tree.kind !== 'map') {
      return { evidence, context: { ...this.text(tree), folder } };
    }
    const part: BuildPart = { evidence };
    const field = (name: string, read: (value: Tree | undefined) => void) => {
      const value = tree.entries.get(name)?.value;
      if (value) read(value.tag === '!reset' ? undefined : value);
    };
    field('context', value => {
      part.context = value && { ...this.text(value), folder };
    });
    field('dockerfile', value => {
      part.dockerfile = value && this.text(value);
    });
    field('target', value => {
      part.target = value && this.text(value);
    });
    field('dockerfile_inline', value => {
      part.inline = value !== undefined;
    });
    return part;
  }

  /** A list `- NAME=value` or a map `NAME: value`; without a value it comes from where Compose runs. */
  environment(tree: Tree, part: ServicePart) {
    const variables = new Map<string, Text | undefined>();
    part.environment = variables;
    const passedOn = (name: string, evidence: Evidence): Text => ({
      value: this.scope.lookup(name) ?? unknownValue([name]),
      evidence,
    });
    if (tree.kind === 'map') {
      for (const [name, { key, value }] of tree.entries) {
        const isEmpty = value.kind === 'scalar' && value.text === undefined;
        const evidence = this.place({
          start: key.start,
          end: Math.max(key.end, value.end),
        });
        const text = isEmpty
          ? passedOn(name, evidence)
          : { ...this.text(value), evidence };
        variables.set(name, value.tag === '!reset' ? undefined : text);
      }
      return;
    }
    for (const item of itemsOf(tree)) {
      if (item.kind !== 'scalar' || item.text === undefined) continue;
      const evidence = this.place(item);
      const [rawName] = splitOutside(item.text, '=');
      const hasValue = rawName.length < item.text.length;
      const value = item.text.slice(rawName.length + 1);
      const name = interpolate(rawName.trim(), this.scope.lookup);
      if (name.known) {
        variables.set(
          name.text,
          hasValue
            ? this.textOf(value, evidence)
            : passedOn(name.text, evidence),
        );
      } else {
        part.unknownEnvironment ??= `a variable's name cannot be computed: ${name.missing.join(
          ', ',
        )}`;
      }
    }
  }

  envFiles(tree: Tree): EnvFile[] {
    return itemsOf(tree).map(item => {
      const path =
        item.kind === 'map' ? item.entries.get('path')?.value ?? item : item;
      const text = this.text(path);
      return {
        path: text.value.known
          ? {
              ...text,
              value: knownValue(
                resolvePath(this.scope.folder, text.value.text),
              ),
            }
          : text,
        required: textOf(valueAt(item, 'required')) !== 'false',
        isRaw: textOf(valueAt(item, 'format')) === 'raw',
      };
    });
  }

  port(tree: Tree): PublishedPort | UnknownPort {
    const evidence = this.place(tree);
    if (tree.kind !== 'map') {
      const value = this.value(tree);
      if (!value.known) return { missing: value.missing, evidence };
      return (
        readShortPort(value.text, evidence) ?? {
          missing: [`a port in ${value.text.slice(0, 60)}`],
          evidence,
        }
      );
    }
    const entry = (name: string) => {
      const value = tree.entries.get(name)?.value;
      return value && this.value(value);
    };
    const target = entry('target') ?? unknownValue(['target']);
    const published = entry('published');
    const [protocol, hostIp] = [entry('protocol'), entry('host_ip')];
    for (const value of [target, published, protocol, hostIp]) {
      if (value && !value.known) return { missing: value.missing, evidence };
    }
    const known = (value: Value | undefined) =>
      value?.known ? value.text : undefined;
    const container = readRange(known(target)!);
    if (!container) return { missing: ['a number as target'], evidence };
    return {
      host: published && readRange(known(published)!),
      container,
      protocol: known(protocol) ?? 'tcp',
      hostIp: known(hostIp) || undefined,
      evidence,
    };
  }

  /** Undefined where it cannot be computed what is hidden by it. */
  mount(tree: Tree): Mount | undefined {
    const evidence = this.place(tree);
    if (tree.kind === 'list') return undefined;
    if (tree.kind === 'scalar')
      return this.shortMount(tree.text ?? '', evidence);
    const entry = (name: string) => {
      const value = tree.entries.get(name)?.value;
      return value && this.value(value);
    };
    const [type, source, target, readOnly] = [
      'type',
      'source',
      'target',
      'read_only',
    ].map(entry);
    if (!target?.known || type?.known === false) return undefined;
    const kind = type?.text ?? 'volume';
    const isBind = kind === 'bind';
    return {
      type: isBind || kind === 'tmpfs' ? kind : 'volume',
      ...(isBind && source && this.bound(source)),
      target: normalizeTarget(target.text),
      readOnly: readOnly?.known === true && readOnly.text === 'true',
      evidence,
    };
  }

  /** `source:target:mode`, `source:target`, `target`. */
  private shortMount(text: string, evidence: Evidence): Mount | undefined {
    const whole = interpolate(text, this.scope.lookup);
    const parts: Value[] = whole.known
      ? whole.text.split(':').map(knownValue)
      : splitOutside(text, ':').map(part =>
          interpolate(part, this.scope.lookup),
        );
    if (parts.length > 3) return undefined;
    const target = parts[1] ?? parts[0];
    if (!target.known) return undefined;
    const common = { target: normalizeTarget(target.text), evidence };
    if (parts.length === 1)
      return { type: 'volume', readOnly: false, ...common };
    const [source, , mode = knownValue('')] = parts;
    const isFolder = !source.known || /^[./~]/.test(source.text);
    return {
      type: isFolder ? 'bind' : 'volume',
      ...(isFolder && this.bound(source)),
      readOnly: mode.known && mode.text.split(',').includes('ro'),
      ...common,
    };
  }

  private bound(source: Value): Pick<Mount, 'source' | 'isUnclear'> {
    return source.known
      ? { source: resolvePath(this.scope.folder, source.text) }
      : { isUnclear: true };
  }

  /** What others may call the service besides its name. */
  aliases(tree: TreeMap): string[] {
    const networks = valueAt(tree, 'networks');
    const inNetworks =
      networks?.kind === 'map'
        ? [...networks.entries.values()].flatMap(({ value }) =>
            itemsOf(valueAt(value, 'aliases')),
          )
        : [];
    const name = valueAt(tree, 'container_name');
    return [...inNetworks, ...(name ? [name] : [])].flatMap(item => {
      const value = this.value(item);
      return value.known ? [value.text] : [];
    });
  }

  /** Services that are waited for, in a list or as the keys of a map, or linked to: `name`, `name:alias`. */
  names(tree: Tree): string[] {
    if (tree.kind === 'map') return [...tree.entries.keys()];
    return itemsOf(tree).flatMap(item => {
      const value = this.value(item);
      return value.known ? [value.text.split(':')[0]] : [];
    });
  }

  extends(tree: Tree): ServicePart['extends'] {
    const service = tree.kind === 'map' ? valueAt(tree, 'service') : tree;
    const name = service && this.value(service);
    const file = valueAt(tree, 'file');
    return name?.known && name.text !== ''
      ? { service: name.text, file: file && this.text(file) }
      : undefined;
  }
}

/** Reads one service of one file. */
export function readServicePart(
  key: Span,
  tree: Tree,
  scope: FileScope,
): ServicePart {
  const reader = new PartReader(scope);
  const part: ServicePart = {
    evidence: scope.lines.evidence(key),
    places: {},
    replaced: new Set(),
  };
  if (tree.tag === '!reset') part.earlier = 'removed';
  if (tree.tag === '!override') part.earlier = 'replaced';
  if (tree.kind !== 'map' || part.earlier === 'removed') return part;
  const field = (
    name: string,
    read: (value: Tree, place: Evidence) => void,
  ) => {
    const entry = tree.entries.get(name);
    if (!entry) return;
    const { value } = entry;
    if (value.tag === '!reset' || value.tag === '!override')
      part.replaced.add(name);
    if (value.tag !== '!reset') read(value, scope.lines.evidence(entry.key));
  };
  field('build', (value, place) => {
    part.build = reader.build(value, place);
  });
  field('image', value => {
    part.image = reader.text(value);
  });
  field('environment', (value, place) => {
    part.places.environment = place;
    reader.environment(value, part);
  });
  field('env_file', value => {
    part.envFiles = reader.envFiles(value);
  });
  field('ports', (value, place) => {
    part.places.ports = place;
    part.ports = itemsOf(value).flatMap(item => reader.port(item));
  });
  field('volumes', (value, place) => {
    part.places.volumes = place;
    part.mounts = [];
    part.unknownMounts = [];
    for (const item of itemsOf(value)) {
      const mount = reader.mount(item);
      if (mount) part.mounts.push(mount);
      else part.unknownMounts.push(reader.place(item));
    }
  });
  for (const name of ['depends_on', 'links']) {
    field(name, value => {
      part.dependsOn = [...(part.dependsOn ?? []), ...reader.names(value)];
    });
  }
  field('healthcheck', (value, place) => {
    part.healthcheck = readHealthcheck(value, place, text => reader.text(text));
  });
  part.aliases = reader.aliases(tree);
  field('extends', value => {
    part.extends = reader.extends(value);
  });
  return part;
}
