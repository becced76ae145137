import { AST, parseTOML } from 'toml-eslint-parser';
import { refuseDocument } from '../source/limits';
import { Tree, TreeMap } from '../source/Tree';

/** A text that is no TOML, or more than is read; `offset` is where. */
export class TomlError extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
  }
}

/** @throws TomlError */
export function parseToml(content: string): TreeMap {
  const refused = refuseDocument(content);
  if (refused) throw new TomlError(refused.message, refused.offset);
  let program;
  try {
    program = parseTOML(content);
  } catch (error) {
    const { message, index } = error as { message: string; index?: number };
    throw new TomlError(message, index ?? 0);
  }
  const root = emptyMap(program.range);
  for (const item of program.body[0].body) {
    if (item.type === 'TOMLKeyValue') addPair(root, item);
    else addTable(root, item);
  }
  return root;
}

function emptyMap([start, end]: readonly [number, number]): TreeMap {
  return { kind: 'map', entries: new Map(), start, end };
}

function addTable(root: TreeMap, table: AST.TOMLTable) {
  let at = root;
  const keys = table.resolvedKey;
  for (const [depth, key] of keys.entries()) {
    const name = String(key);
    const found = at.entries.get(name)?.value;
    if (found?.kind === 'map') {
      at = found;
      continue;
    }
    const [start, end] = table.key.range;
    const next = emptyMap(table.range);
    // An array of tables keeps its indexes as keys: nothing that the rule reads is one.
    at.entries.set(name, { key: { start, end }, value: next });
    at = next;
    if (depth === keys.length - 1) break;
  }
  for (const pair of table.body) addPair(at, pair);
}

function addPair(map: TreeMap, pair: AST.TOMLKeyValue) {
  let at = map;
  const { keys } = pair.key;
  for (const [depth, key] of keys.entries()) {
    const name = key.type === 'TOMLBare' ? key.name : key.value;
    const [start, end] = key.range;
    if (depth === keys.length - 1) {
      at.entries.set(name, { key: { start, end }, value: build(pair.value) });
      return;
    }
    const found = at.entries.get(name)?.value;
    const next = found?.kind === 'map' ? found : emptyMap(pair.range);
    at.entries.set(name, { key: { start, end }, value: next });
    at = next;
  }
}

function build(node: AST.TOMLContentNode): Tree {
  const [start, end] = node.range;
  switch (node.type) {
    case 'TOMLArray':
      return { kind: 'list', items: node.elements.map(build), start, end };
    case 'TOMLInlineTable': {
      const map = emptyMap(node.range);
      for (const pair of node.body) addPair(map, pair);
      return map;
    }
    default:
      return { kind: 'scalar', text: String(node.value), start, end };
  }
}
