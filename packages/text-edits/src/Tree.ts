/** A part of a text: offsets from 0, the end excluded. @public */
export type Span = { start: number; end: number };

/** A parsed YAML value with its place in the text, as {@link YamlText} edits it. @public */
export type Tree = TreeMap | TreeList | TreeScalar;

/** The part that all kinds of values have. @public */
export type TreeNode = Span & {
  /** YAML's tag, for example `!reset`. */
  tag?: string;
};

/** A map, with its entries in the order of the text. @public */
export type TreeMap = TreeNode & {
  kind: 'map';
  entries: Map<string, TreeEntry>;
  /** The merge keys: `<<: *name`. */
  merges?: Span[];
};

/** A key and its value. @public */
export type TreeEntry = { key: Span; value: Tree };

/** A list. @public */
export type TreeList = TreeNode & { kind: 'list'; items: Tree[] };

/** `text` is undefined for null. Numbers and booleans keep their spelling. @public */
export type TreeScalar = TreeNode & { kind: 'scalar'; text?: string };

/** The value at a path of keys. @public */
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
