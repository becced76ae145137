import { parseYamlFile, YamlError } from '../../compose/yamlTree';
import { Tree, TreeMap, valueAt } from '../../sources/Tree';
import { Edit } from './Edit';
import { endOfLine, lineEndOf, startOfLine } from './lines';

/** Edits of a YAML file's text by the keys of its maps. Comments, order and layout of everything else stay. */
export class YamlText {
  private constructor(
    readonly path: string,
    private readonly content: string,
    private readonly root: Tree,
  ) {}

  /** Undefined where the file cannot be read, or holds several documents. */
  static create(path: string, content: string): YamlText | undefined {
    try {
      const trees = parseYamlFile({ content });
      return trees.length === 1
        ? new YamlText(path, content, trees[0])
        : undefined;
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      return undefined;
    }
  }

  at(...path: string[]): Tree | undefined {
    return valueAt(this.root, ...path);
  }

  slice({ start, end }: { start: number; end: number }): string {
    return this.content.slice(start, end);
  }

  replace({ start, end }: { start: number; end: number }, text: string): Edit {
    return { path: this.path, start, end, text };
  }

  /** Sets a key of a block map, behind its other keys where it is not there; undefined where that cannot be done. */
  setKey(path: string[], key: string, value: string): Edit | undefined {
    const map = this.at(...path);
    if (map?.kind !== 'map') return undefined;
    const present = map.entries.get(key)?.value;
    if (present) {
      return present.kind === 'scalar' && this.isOwn(present, map)
        ? this.replace(present, this.spaced(present, value))
        : undefined;
    }
    return this.addKey(map, `${key}: ${value}`);
  }

  /** Adds an entry of one or more lines to a map; further lines are indented from the first. */
  addKey(map: TreeMap, block: string): Edit | undefined {
    const last = [...map.entries.values()].at(-1);
    const first = [...map.entries.values()][0];
    if (!last || !first) return undefined;
    const end = endOf(last.value, this.content);
    if (isClosed(map, this.content))
      return block.includes('\n') ? undefined : this.insert(end, `, ${block}`);
    const column = this.columnOf(first.key.start);
    return column === undefined
      ? undefined
      : this.insertLines(
          end,
          column,
          this.areSetApart(map) ? `\n${block}` : block,
        );
  }

  /** Whether a blank line stands between the last entries of a map. */
  private areSetApart({ entries }: TreeMap): boolean {
    const [before, last] = [...entries.values()].slice(-2);
    return (
      last !== undefined &&
      /\n[ \t]*\r?\n/.test(
        this.content.slice(endOf(before.value, this.content), last.key.start),
      )
    );
  }

  /** Adds an item to the list of a key, which is made where it is not there. */
  addItem(path: string[], key: string, item: string): Edit | undefined {
    const map = this.at(...path);
    if (map?.kind !== 'map') return undefined;
    const list = map.entries.get(key)?.value;
    if (!list) return this.addKey(map, `${key}:\n  - ${item}`);
    if (
      list.kind !== 'list' ||
      list.items.length === 0 ||
      !this.isOwn(list, map)
    )
      return undefined;
    const at = endOf(list.items.at(-1)!, this.content);
    if (isClosed(list, this.content)) return this.insert(at, `, ${item}`);
    const [first] = list.items;
    const dash = this.content.lastIndexOf('-', first.start);
    const column = this.columnOf(dash);
    return column === undefined
      ? undefined
      : this.insertLines(at, column, `- ${item}`);
  }

  private insertLines(at: number, column: number, block: string): Edit {
    const lineEnd = lineEndOf(this.content);
    const margin = ' '.repeat(column);
    const text = block
      .split('\n')
      .map(line => `${lineEnd}${line === '' ? '' : margin}${line}`)
      .join('');
    return this.insert(endOfLine(this.content, at), text);
  }

  private insert(at: number, text: string): Edit {
    return { path: this.path, start: at, end: at, text };
  }

  /** Behind a key that says nothing, a value needs a space. */
  private spaced({ start }: { start: number }, value: string): string {
    return this.content[start - 1] === ':' ? ` ${value}` : value;
  }

  /** Whether a value stands within its map, and was not taken over from an anchor. */
  private isOwn(value: Tree, map: TreeMap): boolean {
    const isAlias = this.content[value.start] === '*';
    return !isAlias && value.start >= map.start && value.end <= map.end;
  }

  /** Of a key or dash that stands first in its line. */
  private columnOf(offset: number): number | undefined {
    const start = startOfLine(this.content, offset);
    const before = this.content.slice(start, offset);
    return /^ *$/.test(before) ? before.length : undefined;
  }
}

/** Behind the last sign of what a value holds: a block's own range goes on over what follows it. */
function endOf(tree: Tree, content: string): number {
  const last =
    tree.kind === 'map'
      ? [...tree.entries.values()].at(-1)?.value
      : tree.kind === 'list' && tree.items.at(-1);
  if (last && !isClosed(tree, content)) return endOf(last, content);
  const { start, end } = tree;
  return start + content.slice(start, end).trimEnd().length;
}

/** `[…]` or `{…}`: it ends with its bracket. */
function isClosed({ start }: Tree, content: string): boolean {
  return content[start] === '[' || content[start] === '{';
}
