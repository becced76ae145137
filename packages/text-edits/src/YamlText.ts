import { Span, Tree, TreeEntry, TreeMap, valueAt } from './Tree';
import { Edit } from './Edit';
import { endOfLine, lineEndOf, startOfLine } from './lines';
import {
  blockLines,
  flowText,
  isScalar,
  Layout,
  MERGE,
  Scalar,
  shapeOf,
  spell,
  YamlMap,
  YamlValue,
} from './yamlSpelling';

/** What says nothing, so that something may be put in its place. */
const NOTHING = /^(\{\s*\}|\[\s*\]|~|null|)$/i;

/** The space that a line begins with, and the signs of blocks in it: `- `, `? ` and `: `. */
const INDENTATION = /^[ \t]*(?:[-?:][ \t]+)*/;

/** Edits of a YAML file's text by the keys of its maps. Comments, order and layout of everything else stay. @public */
export class YamlText {
  private constructor(
    /** Path of the file, as its edits name it. */
    readonly path: string,
    /** The whole text. */
    readonly content: string,
    private readonly root: Tree,
  ) {}

  /**
   * Prepares a file for edits.
   *
   * @param root - the only document of the file, parsed
   */
  static create(file: { path: string; content: string }, root: Tree): YamlText {
    return new YamlText(file.path, file.content, root);
  }

  /** The value at a path of keys. */
  at(...path: string[]): Tree | undefined {
    return valueAt(this.root, ...path);
  }

  /** Another text for a scalar, in its own quotation marks. An alias is replaced: what it stands for stays as it is for others. */
  setScalar(tree: Tree, value: Scalar): Edit {
    const source = this.slice(tree);
    const isInFlow = this.isInFlow(tree);
    const spelled = spell(value, { like: source, isInFlow });
    return this.replace(tree.start, tree.start + source.length, spelled);
  }

  /**
   * Puts a value at a path, with maps on the way that are not there; a map is put into one that is there. What a map takes over by an alias or a
   * merge key stays as it is for others, too: the key is added to the map itself.
   *
   * @returns undefined where something else stands there, or in a way that is not edited
   */
  put(path: string[], value: YamlValue): Edit[] | undefined {
    const whole = path.reduceRight<YamlValue>(
      (below, key) => ({ [key]: below }),
      value,
    );
    return this.putInto(this.root, whole);
  }

  /** Puts entries into a map that has no path, since it is an item of a list. */
  putIn(map: TreeMap, entries: YamlMap): Edit[] | undefined {
    return this.isAlias(map) ? undefined : this.putInto(map, entries);
  }

  private putInto(
    tree: Tree,
    value: YamlValue,
    place?: TreeEntry,
  ): Edit[] | undefined {
    if (place && this.isNothing(tree)) return this.open(place, value);
    if (isScalar(value))
      return tree.kind === 'scalar' && !tree.tag
        ? [this.setScalar(tree, value)]
        : undefined;
    if (Array.isArray(value) || tree.kind !== 'map') return undefined;
    if (place && this.isAlias(tree))
      return this.open(place, { [MERGE]: this.slice(tree), ...value });
    const edits: Array<Edit[] | undefined> = [];
    const missing: Array<[string, YamlValue]> = [];
    for (const [key, inner] of Object.entries(value)) {
      const entry = tree.entries.get(key);
      if (!entry || !isWithin(entry, tree)) missing.push([key, inner]);
      else edits.push(this.putInto(entry.value, inner, entry));
    }
    if (missing.length > 0) edits.push(this.add(tree, missing));
    return edits.some(made => made === undefined)
      ? undefined
      : edits.flatMap(made => made!);
  }

  /** A map in place of the scalar of a key. */
  widen(path: string[], value: YamlMap): Edit[] | undefined {
    const map = this.at(...path.slice(0, -1));
    const entry = map?.kind === 'map' && map.entries.get(path.at(-1)!);
    return entry && isWithin(entry, map) ? this.open(entry, value) : undefined;
  }

  /** Adds items to a list, which is made where it is not there. */
  addItems(path: string[], items: string[]): Edit[] | undefined {
    const list = this.at(...path);
    if (list?.kind !== 'list' || list.items.length === 0)
      return this.put(path, items);
    if (this.isAlias(list)) return undefined;
    const last = list.items.at(-1)!;
    const like = list.items.findLast(({ kind }) => kind === 'scalar');
    const isInFlow = this.isClosed(list);
    const spelled = items.map(item =>
      spell(item, { like: like && this.slice(like), isInFlow }),
    );
    if (isInFlow) return this.addInside(last.start, this.endOf(last), spelled);
    const margin = this.marginOf(list);
    const lines = spelled.map(text => `${margin}- ${text}`);
    return [this.insertLines(this.endOf(last), lines)];
  }

  /** Other items in place of those of a list that stands on one line. */
  replaceItems(list: Tree, items: string[]): Edit[] | undefined {
    const [first] = list.kind === 'list' ? list.items : [];
    const source = this.slice(list);
    if (!first || !this.isClosed(list) || /\n/.test(source)) return undefined;
    const like = this.slice(first);
    const spelled = items.map(item => spell(item, { like, isInFlow: true }));
    return [
      this.replace(
        list.start,
        list.start + source.length,
        `[${spelled.join(', ')}]`,
      ),
    ];
  }

  /** Puts a value behind a key, in place of what it says there. */
  private open(entry: TreeEntry, value: YamlValue): Edit[] | undefined {
    const isInFlow = this.isInFlow(entry.key);
    const source = this.slice(entry.value);
    const colon = /^\s*:/.exec(this.content.slice(entry.key.end));
    if (/[\n#]/.test(source) || entry.value.tag || !colon) return undefined;
    const behindKey = entry.key.end + colon[0].length;
    const start = source === '' ? behindKey : entry.value.start;
    const end = start + source.length;
    if (isInFlow || isScalar(value)) {
      const text = isScalar(value)
        ? spell(value, { isInFlow })
        : flowText(value);
      return [this.replace(start, end, source === '' ? ` ${text}` : text)];
    }
    const margin = this.marginOf(entry.key);
    const lines = blockLines(value, this.layout()).map(line => margin + line);
    const gap = /[ \t]*$/.exec(this.content.slice(behindKey, start))![0];
    return [
      this.replace(start - gap.length, end, ''),
      this.insertLines(end, lines),
    ];
  }

  /** Adds entries to a map, behind its others. */
  private add(
    map: TreeMap,
    entries: Array<[string, YamlValue]>,
  ): Edit[] | undefined {
    const own = ownEntries(map);
    const last = own.at(-1);
    const nameOf = (key: string) =>
      spell(key, { like: last && this.slice(last.key) });
    if (this.isClosed(map)) {
      const pairs = entries.map(
        ([key, value]) => `${nameOf(key)}: ${this.spellLike(own, value, true)}`,
      );
      return (
        last && this.addInside(last.key.start, this.endOf(last.value), pairs)
      );
    }
    const margin = this.marginOf(map);
    const gap = this.areSetApart(map, own) ? [''] : [];
    const lines = entries.flatMap(([key, value]) => [
      ...gap,
      ...(isScalar(value)
        ? [`${nameOf(key)}: ${this.spellLike(own, value, false)}`]
        : [`${nameOf(key)}:`, ...blockLines(value, this.layout())]
      ).map(line => margin + line),
    ]);
    return [this.insertLines(this.endOf(map), lines)];
  }

  /** A value in the quotation marks that those beside it have: a number in those of another number. */
  private spellLike(
    own: TreeEntry[],
    value: YamlValue,
    isInFlow: boolean,
  ): string {
    const key = own.at(-1)?.key;
    // JSON has quotation marks everywhere.
    if (!isScalar(value))
      return flowText(value, key && /^"[^]*"/.exec(this.slice(key))?.[0]);
    if (typeof value !== 'string') return String(value);
    const isNumber = /^\d+$/.test(value);
    const like = own.findLast(
      ({ value: tree }) =>
        tree.kind === 'scalar' &&
        !this.isAlias(tree) &&
        (!isNumber || shapeOf(tree.text ?? '') === shapeOf(value)),
    );
    return spell(value, { like: like && this.slice(like.value), isInFlow });
  }

  /** Behind what stands last in brackets: on a line of its own where that has one. */
  private addInside(start: number, end: number, added: string[]): Edit[] {
    const { content } = this;
    const margin = content.slice(startOfLine(content, start), start);
    const [, comma, rest] = /^([ \t]*,)?(.*)$/.exec(
      content.slice(end, endOfLine(content, end)),
    )!;
    if (margin.trim() !== '' || !/^\s*(#.*)?$/.test(rest))
      return [this.replace(end, end, `, ${added.join(', ')}`)];
    const isLast = (index: number) => index === added.length - 1;
    const lines = added.map(
      (text, index) => `${margin}${text}${comma || !isLast(index) ? ',' : ''}`,
    );
    const below = this.insertLines(end, lines);
    return comma ? [below] : [this.replace(end, end, ','), below];
  }

  private insertLines(at: number, lines: string[]): Edit {
    const lineEnd = lineEndOf(this.content);
    const end = endOfLine(this.content, at);
    return this.replace(end, end, lines.map(line => lineEnd + line).join(''));
  }

  private replace(start: number, end: number, text: string): Edit {
    return { path: this.path, start, end, text };
  }

  /** Whether a blank line stands between the last entries of a map, or would between services. */
  private areSetApart(map: TreeMap, own: TreeEntry[]): boolean {
    const [before, last] = own.slice(-2);
    if (last) {
      const between = this.content.slice(
        this.endOf(before.value),
        last.key.start,
      );
      return /\n[ \t]*\r?\n/.test(between);
    }
    return map === this.at('services') && before !== undefined;
  }

  private layout(): Layout {
    const services = this.at('services');
    const step =
      services?.kind === 'map' && !this.isClosed(services)
        ? this.marginOf(services).length
        : 2;
    return { step, dash: this.dashIn(this.root) ?? step };
  }

  /** How far the dashes of the first list stand from its key. */
  private dashIn(tree: Tree): number | undefined {
    if (tree.kind !== 'map') return undefined;
    for (const { key, value } of ownEntries(tree)) {
      const dash =
        value.kind === 'list' && this.content[value.start] === '-'
          ? this.marginOf(value).length - this.marginOf(key).length
          : this.dashIn(value);
      if (dash !== undefined) return dash;
    }
    return undefined;
  }

  /** The space before an entry or item of a block; its anchor and its tag belong to it, and so does the `?` before its key. */
  private marginOf({ start }: Span): string {
    const line = this.content.slice(startOfLine(this.content, start), start);
    const [before] = INDENTATION.exec(line.replace('\uFEFF', ''))!;
    return ' '.repeat(before.replace(/\?[ \t]*$/, '').length);
  }

  /** Behind the last sign of what a value holds: a block's own range goes on over what follows it. */
  private endOf(tree: Tree): number {
    if (tree.kind === 'scalar' || this.isClosed(tree) || this.isAlias(tree))
      return this.endOfText(tree);
    const ends =
      tree.kind === 'map'
        ? [
            ...ownEntries(tree).map(({ value }) => this.endOf(value)),
            ...(tree.merges ?? []).map(merge => this.endOfText(merge)),
          ]
        : tree.items.map(item => this.endOf(item));
    return Math.max(...ends);
  }

  private endOfText(span: Span): number {
    return span.start + this.slice(span).length;
  }

  /** The text of a value, without what follows it. */
  private slice({ start, end }: Span): string {
    return this.content.slice(start, end).trimEnd();
  }

  private isAlias({ start }: Span): boolean {
    return this.content[start] === '*';
  }

  /** `[…]` or `{…}`: it ends with its bracket. */
  private isClosed({ start }: Span): boolean {
    return this.content[start] === '[' || this.content[start] === '{';
  }

  /** Whether something stands in brackets, however far above they begin. */
  private isInFlow(span: Span, tree = this.root): boolean {
    if (this.isAlias(tree) || span.start < tree.start || span.end > tree.end)
      return false;
    if (this.isClosed(tree)) return true;
    if (tree.kind === 'list')
      return tree.items.some(item => this.isInFlow(span, item));
    return (
      tree.kind === 'map' &&
      ownEntries(tree).some(({ value }) => this.isInFlow(span, value))
    );
  }

  private isNothing(tree: Tree): boolean {
    return !tree.tag && NOTHING.test(this.slice(tree));
  }
}

/** The entries that stand in a map, and not in one that it takes over. */
function ownEntries(map: TreeMap): TreeEntry[] {
  return [...map.entries.values()].filter(entry => isWithin(entry, map));
}

function isWithin({ key, value }: TreeEntry, map: TreeMap): boolean {
  return key.start >= map.start && value.end <= map.end;
}
