import { Span } from './SourceText';

/** A YAML or TOML value with its place in the file. */
export type Tree = TreeMap | TreeList | TreeScalar;

type Common = Span & {
  /** YAML's tag, for example `!reset`. */
  tag?: string;
};
export type TreeMap = Common & {
  kind: 'map';
  entries: Map<string, TreeEntry>;
  /** Where it takes over the entries of others: `<<: *name`. */
  merges?: Span[];
};
export type TreeEntry = { key: Span; value: Tree };
export type TreeList = Common & { kind: 'list'; items: Tree[] };
/** `text` is undefined for null. Numbers and booleans keep their spelling. */
export type TreeScalar = Common & { kind: 'scalar'; text?: string };

/** The value at a path of keys. */
export function valueAt(
  tree: Tree | undefined,
  ...path: string[]
): Tree | undefined {
  let at = tree;
  for (const name of path) {
    at = at?.kind === 'map' ? at.entries.get(name)?.value : undefined;
  }
  return at;
}

/** A scalar's text; undefined for anything else. */
export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' ? tree.text : undefined;
}

/** A list's items, or one scalar as the only one. */
export function itemsOf(tree: Tree | undefined): Tree[] {
  if (tree?.kind === 'list') return tree.items;
  return tree?.kind === 'scalar' && tree.text !== undefined ? [tree] : [];
}
