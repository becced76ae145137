/** A part of a text: offsets from 0, the end excluded. @public */
export type Span = { start: number; end: number };

/** A parsed YAML value with its place in the text, as {@link YamlText} edits it. @public */
export type Tree = TreeMap | TreeList | TreeScalar;

type Common = Span & {
  /** YAML's tag, for example `!reset`. */
  tag?: string;
};
/** @public */
export type TreeMap = Common & {
  kind: 'map';
  entries: Map<string, TreeEntry>;
  /** The merge keys: `<<: *name`. */
  merges?: Span[];
};
/** @public */
export type TreeEntry = { key: Span; value: Tree };
/** @public */
export type TreeList = Common & { kind: 'list'; items: Tree[] };
/** `text` is undefined for null. Numbers and booleans keep their spelling. @public */
export type TreeScalar = Common & { kind: 'scalar'; text?: string };

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
