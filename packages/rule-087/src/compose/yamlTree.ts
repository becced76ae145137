import {
  Alias,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Node,
  parseAllDocuments,
  visit,
} from 'yaml';
import { refuseDocument } from '../source/limits';
import { Span } from '../source/SourceText';
import { Tree, TreeEntry, TreeMap } from '../source/Tree';

/** So many values a file may have once its aliases are resolved: more is a bomb. */
const MOST_VALUES = 50_000;
const DEEPEST = 60;

/** A text that is no YAML, or more than is read; `offset` is where. */
export class YamlError extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
  }
}

class TreeBuilder {
  private count = 0;

  private readonly targets = new Map<Alias, Node>();

  read(document: Document): Tree {
    const [error] = document.errors;
    if (error) {
      throw new YamlError(error.message.split('\n')[0], error.pos[0]);
    }
    this.findTargets(document);
    return document.contents
      ? this.build(document.contents as Node, 0)
      : { kind: 'scalar', start: 0, end: 0 };
  }

  /** What each alias stands for: a name may be given again, and the latest above counts. */
  private findTargets(document: Document) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_, node) => {
        const target = isAlias(node) ? anchors.get(node.source) : undefined;
        if (isAlias(node) && target) this.targets.set(node, target);
        if ('anchor' in node && node.anchor) anchors.set(node.anchor, node);
      },
    });
  }

  private build(node: Node, depth: number): Tree {
    const [start, end] = node.range ?? [0, 0];
    this.count++;
    if (this.count > MOST_VALUES) {
      throw new YamlError(
        `it has more than ${MOST_VALUES} values once its aliases are resolved`,
        start,
      );
    }
    if (depth > DEEPEST) {
      throw new YamlError('it is nested too deeply', start);
    }
    if (isAlias(node)) {
      const target = this.targets.get(node);
      if (!target) {
        throw new YamlError(`there is no anchor ${node.source}`, start);
      }
      return { ...this.build(target, depth + 1), start, end };
    }
    const common = { start, end, tag: node.tag };
    if (isMap(node)) {
      return { kind: 'map', ...this.entries(node.items, depth), ...common };
    }
    if (isSeq(node)) {
      const items = node.items.map(item => this.build(item as Node, depth + 1));
      return { kind: 'list', items, ...common };
    }
    if (!isScalar(node) || node.value === null) {
      return { kind: 'scalar', ...common };
    }
    const isPlain = node.type === 'PLAIN';
    const text =
      isPlain && node.source !== undefined ? node.source : node.value;
    return { kind: 'scalar', text: String(text), ...common };
  }

  private entries(
    pairs: Array<{ key: unknown; value: unknown }>,
    depth: number,
  ): Pick<TreeMap, 'entries' | 'merges'> {
    const entries = new Map<string, TreeEntry>();
    const merges: Span[] = [];
    const merged = new Map<string, TreeEntry>();
    const keys = new Set<string>();
    for (const pair of pairs) {
      const key = this.build(pair.key as Node, depth + 1);
      const value: Tree = pair.value
        ? this.build(pair.value as Node, depth + 1)
        : { kind: 'scalar', start: key.end, end: key.end };
      const name = key.kind === 'scalar' ? key.text ?? '' : '';
      if (keys.has(name)) {
        throw new YamlError(
          `the key ${name.slice(0, 60)} is there twice`,
          key.start,
        );
      }
      keys.add(name);
      if (name === '<<') {
        merges.push({ start: key.start, end: value.end });
        const sources = value.kind === 'list' ? value.items : [value];
        for (const source of sources) {
          if (source.kind !== 'map') continue;
          for (const [inner, entry] of source.entries) {
            if (!merged.has(inner)) merged.set(inner, entry);
          }
        }
      } else {
        entries.set(name, { key, value });
      }
    }
    for (const [name, entry] of merged) {
      if (!entries.has(name)) entries.set(name, entry);
    }
    return { entries, ...(merges.length > 0 && { merges }) };
  }
}

/**
 * YAML as Compose reads it: aliases and merge keys resolved, every value with its place; a tree for each document of the file.
 *
 * @throws YamlError
 */
function parseYaml(content: string): Tree[] {
  const refused = refuseDocument(content);
  if (refused) throw new YamlError(refused.message, refused.offset);
  const documents = parseAllDocuments(content, {
    logLevel: 'silent',
    version: '1.2',
    // The library compares each key with each other one, which takes it minutes for a large file.
    uniqueKeys: false,
  });
  // What it gives for a text without any document is no list of them.
  if ('empty' in documents) return [];
  const builder = new TreeBuilder();
  return documents.map(document => builder.read(document));
}

/** A file is parsed when what it names is read, and again when it is merged: once is enough, whether it can be or not. */
const results = new WeakMap<object, Tree[] | YamlError>();

/** @throws YamlError */
export function parseYamlFile(file: { content: string }): Tree[] {
  let result = results.get(file);
  if (!result) {
    try {
      result = parseYaml(file.content);
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      result = error;
    }
    results.set(file, result);
  }
  if (result instanceof YamlError) throw result;
  return result;
}
