import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Node,
  parseDocument,
  visit,
} from 'yaml';
import { Span } from '../dockerfile/SourceText';

/** YAML as Compose reads it: aliases and merge keys resolved, every value with its place. */
export type YamlTree = YamlMap | YamlList | YamlScalar;

type Common = Span & { tag?: string };
export type YamlMap = Common & { kind: 'map'; entries: Map<string, YamlEntry> };
export type YamlEntry = { key: Span; value: YamlTree };
export type YamlList = Common & { kind: 'list'; items: YamlTree[] };
/** `text` is undefined for null. Numbers and booleans keep their spelling. */
export type YamlScalar = Common & { kind: 'scalar'; text?: string };

/** So many values a file may have once its aliases are resolved: more is a bomb. */
const MOST_VALUES = 100_000;
const LARGEST = 1024 * 1024;
const DEEPEST = 60;

/** A text that is no YAML, or more than is read; `offset` is where. */
export class YamlError extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
  }
}

/** @throws YamlError */
export function parseYaml(content: string): YamlTree {
  if (content.length > LARGEST) {
    throw new YamlError(`it has more than ${LARGEST} characters`, 0);
  }
  if (/[\0\uFFFD]/.test(content)) {
    throw new YamlError('it is not UTF-8 text', 0);
  }
  refuseDeepFlow(content);
  const document = parseDocument(content, {
    logLevel: 'silent',
    version: '1.2',
  });
  const [error] = document.errors;
  if (error) {
    throw new YamlError(error.message.split('\n')[0], error.pos[0]);
  }
  const anchors = new Map<string, Node>();
  visit(document, {
    Node: (_, node) => {
      if ('anchor' in node && node.anchor) anchors.set(node.anchor, node);
    },
  });
  return document.contents
    ? new TreeBuilder(anchors).build(document.contents as Node, 0)
    : { kind: 'scalar', start: 0, end: 0 };
}

/** Brackets within brackets exhaust the parser's stack: they are counted before it sees them. */
function refuseDeepFlow(content: string) {
  let depth = 0;
  for (let at = 0; at < content.length; at++) {
    const character = content[at];
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}')
      depth = Math.max(0, depth - 1);
    if (depth > 200) {
      throw new YamlError('its brackets are nested too deeply', at);
    }
  }
}

class TreeBuilder {
  private count = 0;

  constructor(private readonly anchors: Map<string, Node>) {}

  build(node: Node, depth: number): YamlTree {
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
      const target = this.anchors.get(node.source);
      if (!target) {
        throw new YamlError(`there is no anchor ${node.source}`, start);
      }
      return { ...this.build(target, depth + 1), start, end };
    }
    const common = { start, end, tag: node.tag };
    if (isMap(node)) {
      return {
        kind: 'map',
        entries: this.entries(node.items, depth),
        ...common,
      };
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
  ): Map<string, YamlEntry> {
    const entries = new Map<string, YamlEntry>();
    const merged = new Map<string, YamlEntry>();
    for (const pair of pairs) {
      const key = this.build(pair.key as Node, depth + 1);
      const value: YamlTree = pair.value
        ? this.build(pair.value as Node, depth + 1)
        : { kind: 'scalar', start: key.end, end: key.end };
      const name = key.kind === 'scalar' ? key.text ?? '' : '';
      if (name === '<<') {
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
    return entries;
  }
}
