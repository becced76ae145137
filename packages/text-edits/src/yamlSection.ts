import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Node,
  parseDocument,
  Pair,
  YAMLMap,
} from 'yaml';
import { EditError } from './EditError';
import { endOfLine, startOfLine } from './lines';

/** One entry of a section: `name: …` of a map, or an item of a list that contains its name. @public */
export type Entry = {
  name: string;
  value: unknown;
  /** Where the entry begins: at its key, or at the `-` of its item. */
  start: number;
  /** Behind its last sign, without comments. */
  end: number;
};

/** The content of a key at the top of a YAML file. @public */
export type Section = {
  /** Of the key; undefined where it is not there. */
  key?: { start: number; end: number };
  form: 'missing' | 'empty' | 'block' | 'flow';
  /** Of `empty`: what stands for nothing, such as `{}`. */
  nothing?: { start: number; end: number };
  isList: boolean;
  entries: Entry[];
  /** So far the entries are indented. */
  indent: string;
  /** So much further each level below is. */
  step: string;
  /** Everything that the file says, for comparing. */
  data: Record<string, unknown>;
};

/** The key of a section, and how the items of a list are told apart. @public */
export type SectionKey = { key: string; nameOf?: (item: unknown) => unknown };

/**
 * Finds a section of a YAML file.
 *
 * @throws EditError if the file is no YAML, or is written so that nothing can be added below that key
 * @public
 */
export function readSection(
  content: string,
  { key, nameOf }: SectionKey,
): Section {
  const { top, data } = parse(content);
  const absent = {
    form: 'missing' as const,
    isList: nameOf !== undefined,
    entries: [],
    indent: '  ',
    step: '  ',
    data,
  };
  if (top === null || (isScalar(top) && top.value === null)) return absent;
  if (!isMap(top)) throw new EditError('it holds no keys');
  if (top.flow) throw new EditError('it is written as JSON');
  const pair = pairOf(top, key);
  if (!pair) return absent;
  const [start, end] = rangeOf(pair.key);
  const section = { ...absent, key: { start, end } };
  const value = pair.value;
  if (isEmpty(value)) {
    const isSaid = isCollection(value) || (isScalar(value) && value.source);
    const [from, to] = isSaid ? rangeOf(value) : [end, end];
    return { ...section, form: 'empty', nothing: { start: from, end: to } };
  }
  if (isAlias(value)) throw new EditError(`${key} is an alias`);
  const isExpected = nameOf ? isSeq(value) : isMap(value);
  if (!isExpected || !isCollection(value))
    throw new EditError(`${key} is no ${nameOf ? 'list' : 'map'}`);
  const entries = entriesOf(value, content, nameOf);
  if (value.flow) return { ...section, form: 'flow', entries };
  const indent = content.slice(
    startOfLine(content, entries[0].start),
    entries[0].start,
  );
  if (!/^ *$/.test(indent))
    throw new EditError(`${key} begins on the line of its key`);
  return {
    ...section,
    form: 'block',
    entries,
    indent,
    step: stepOf(value, content, indent),
  };
}

/** A file's nodes, and what they say. Deep nesting and aliases without end are refused, too. */
function parse(content: string): {
  top: unknown;
  data: Record<string, unknown>;
} {
  try {
    const document = parseDocument(content, { logLevel: 'error', merge: true });
    if (document.errors.length > 0) throw document.errors[0];
    const data: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
    return {
      top: document.contents,
      data: data as Record<string, unknown>,
    };
  } catch (error) {
    throw new EditError((error as Error).message.split('\n')[0]);
  }
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(item => isScalar(item.key) && item.key.value === key);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (isScalar(value)) return value.value === null;
  return isCollection(value) && value.items.length === 0;
}

function entriesOf(
  collection: Node,
  content: string,
  nameOf: SectionKey['nameOf'],
): Entry[] {
  if (isMap(collection)) {
    return collection.items.map(pair => ({
      name: String(isScalar(pair.key) ? pair.key.value : pair.key),
      value: pair.value,
      start: rangeOf(pair.key)[0],
      end: endOf(pair, content),
    }));
  }
  if (!isSeq(collection)) return [];
  return collection.items.map(item => {
    const [from] = rangeOf(item);
    const dash = content.lastIndexOf('-', from - 1);
    return {
      name: String(nameOf?.(isMap(item) ? item.toJSON() : item)),
      value: item,
      start: collection.flow ? from : dash,
      end: endOf(item, content),
    };
  });
}

/** Behind the last sign of a node: a block's own range goes on over what follows it. */
function endOf(node: unknown, content: string): number {
  if (isPair(node))
    return node.value === null || node.value === undefined
      ? afterColon(node, content)
      : Math.max(endOf(node.value, content), rangeOf(node.key)[1]);
  if (isCollection(node) && !node.flow && node.items.length > 0)
    return endOf(node.items.at(-1), content);
  const [start, end] = rangeOf(node);
  return start + content.slice(start, end).trimEnd().length;
}

function isPair(node: unknown): node is Pair {
  return node instanceof Pair;
}

/** A key that says nothing ends with its colon. */
function afterColon(pair: Pair, content: string): number {
  const [, end] = rangeOf(pair.key);
  const colon = content.indexOf(':', end);
  return colon === -1 || colon > endOfLine(content, end) ? end : colon + 1;
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as Node | null)?.range;
  if (!range) throw new EditError('it holds something without a place');
  return [range[0], range[1]];
}

/** How much further the first entry's own keys are indented than the entry. */
function stepOf(collection: Node, content: string, indent: string): string {
  const usual = '  ';
  if (!isMap(collection)) return usual;
  for (const { value } of collection.items) {
    if (!isMap(value) || value.flow || value.items.length === 0) continue;
    const [inner] = rangeOf(value.items[0].key);
    const width = inner - startOfLine(content, inner) - indent.length;
    return width > 0 ? ' '.repeat(width) : usual;
  }
  return usual;
}
