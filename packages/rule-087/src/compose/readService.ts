import { LineIndex } from '../dockerfile/LineIndex';
import { Span } from '../dockerfile/SourceText';
import { knownValue, unknownValue, Value } from '../dockerfile/Value';
import { Evidence } from '../report/Report';
import { Mount, PublishedPort, Text, UnknownPort } from './ComposeModel';
import { interpolate, Lookup } from './interpolate';
import { resolvePath } from './paths';
import { readRange, readShortPort } from './ports';
import { itemsOf, textOf, Tree, TreeMap, valueAt } from '../sources/Tree';

/** What one file says of a service, before it is merged with what others say. */
export type ServicePart = {
  evidence: Evidence;
  build?: BuildPart;
  image?: Text;
  environment?: Map<string, Text>;
  envFiles?: Array<{ path: Text; required: boolean }>;
  ports?: Array<PublishedPort | UnknownPort>;
  mounts?: Mount[];
  unknownMounts?: Evidence[];
  dependsOn?: string[];
  extends?: { service: string; file?: string };
  /** Fields that `!override` or `!reset` sets anew instead of merging them. */
  replaced: Set<string>;
};

/** Paths are resolved once all files are merged: the context may come from another file than the Dockerfile. */
export type BuildPart = {
  evidence: Evidence;
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
    return { value: this.value(tree), evidence: this.place(tree) };
  }

  build(tree: Tree, evidence: Evidence): BuildPart {
    const { folder } = this.scope;
    if (tree.kind !== 'map') {
      return { evidence, context: { ...this.text(tree), folder } };
    }
    const part: BuildPart = { evidence };
    const entry = (name: string) => tree.entries.get(name)?.value;
    const [context, dockerfile, target] = [
      'context',
      'dockerfile',
      'target',
    ].map(entry);
    if (context) part.context = { ...this.text(context), folder };
    if (dockerfile) part.dockerfile = this.text(dockerfile);
    if (target) part.target = this.text(target);
    if (entry('dockerfile_inline')) part.inline = true;
    return part;
  }

  /** A list `- NAME=value` or a map `NAME: value`; without a value it comes from where Compose runs. */
  environment(tree: Tree): Map<string, Text> {
    const variables = new Map<string, Text>();
    const passedOn = (name: string) =>
      this.scope.lookup(name) ?? unknownValue([name]);
    if (tree.kind === 'map') {
      for (const [name, { key, value }] of tree.entries) {
        const isEmpty = value.kind === 'scalar' && value.text === undefined;
        variables.set(name, {
          value: isEmpty ? passedOn(name) : this.value(value),
          evidence: this.place({
            start: key.start,
            end: Math.max(key.end, value.end),
          }),
        });
      }
      return variables;
    }
    for (const item of itemsOf(tree)) {
      if (item.kind !== 'scalar' || item.text === undefined) continue;
      const equals = item.text.indexOf('=');
      const name = (
        equals === -1 ? item.text : item.text.slice(0, equals)
      ).trim();
      variables.set(name, {
        value:
          equals === -1
            ? passedOn(name)
            : interpolate(item.text.slice(equals + 1), this.scope.lookup),
        evidence: this.place(item),
      });
    }
    return variables;
  }

  envFiles(tree: Tree): Array<{ path: Text; required: boolean }> {
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

  /** Undefined where it cannot be computed. */
  mount(tree: Tree): Mount | undefined {
    const evidence = this.place(tree);
    if (tree.kind !== 'map') {
      const value = this.value(tree);
      return value.known ? this.shortMount(value.text, evidence) : undefined;
    }
    const entry = (name: string) => {
      const value = tree.entries.get(name)?.value;
      return value && this.value(value);
    };
    const [type, source, target] = ['type', 'source', 'target'].map(entry);
    if (!target?.known || (type && !type.known) || (source && !source.known))
      return undefined;
    const kind = type?.text ?? 'volume';
    const isBind = kind === 'bind';
    return {
      type: isBind || kind === 'tmpfs' ? kind : 'volume',
      source:
        isBind && source
          ? resolvePath(this.scope.folder, source.text)
          : undefined,
      target: trimSlash(target.text),
      readOnly: textOf(valueAt(tree, 'read_only')) === 'true',
      evidence,
    };
  }

  private shortMount(text: string, evidence: Evidence): Mount | undefined {
    const parts = text.split(':');
    if (parts.length > 3) return undefined;
    const [first, second, mode = ''] = parts;
    if (second === undefined) {
      return {
        type: 'volume',
        target: trimSlash(first),
        readOnly: false,
        evidence,
      };
    }
    const isBind = /^[./~]/.test(first);
    return {
      type: isBind ? 'bind' : 'volume',
      source: isBind ? resolvePath(this.scope.folder, first) : undefined,
      target: trimSlash(second),
      readOnly: mode.split(',').includes('ro'),
      evidence,
    };
  }
}

/** Reads one service of one file. */
export function readServicePart(
  key: Span,
  tree: TreeMap,
  scope: FileScope,
): ServicePart {
  const reader = new PartReader(scope);
  const part: ServicePart = {
    evidence: scope.lines.evidence(key),
    replaced: new Set(),
  };
  const field = (name: string, read: (value: Tree) => void) => {
    const value = tree.entries.get(name)?.value;
    if (!value) return;
    if (value.tag === '!reset' || value.tag === '!override')
      part.replaced.add(name);
    if (value.tag !== '!reset') read(value);
  };
  field('build', value => {
    part.build = reader.build(
      value,
      scope.lines.evidence(tree.entries.get('build')!.key),
    );
  });
  field('image', value => {
    part.image = reader.text(value);
  });
  field('environment', value => {
    part.environment = reader.environment(value);
  });
  field('env_file', value => {
    part.envFiles = reader.envFiles(value);
  });
  field('ports', value => {
    part.ports = itemsOf(value).flatMap(item => reader.port(item));
  });
  field('volumes', value => {
    part.mounts = [];
    part.unknownMounts = [];
    for (const item of itemsOf(value)) {
      const mount = reader.mount(item);
      if (mount) part.mounts.push(mount);
      else part.unknownMounts.push(reader.place(item));
    }
  });
  field('depends_on', value => {
    part.dependsOn =
      value.kind === 'map'
        ? [...value.entries.keys()]
        : itemsOf(value).flatMap(item =>
            item.kind === 'scalar' ? item.text ?? [] : [],
          );
  });
  field('extends', value => {
    const service =
      value.kind === 'map' ? textOf(valueAt(value, 'service')) : textOf(value);
    if (service)
      part.extends = {
        service,
        file: value.kind === 'map' ? textOf(valueAt(value, 'file')) : undefined,
      };
  });
  return part;
}

function trimSlash(path: string): string {
  return path.replace(/(.)\/+$/, '$1');
}
