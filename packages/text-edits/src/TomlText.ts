import { AST, parseTOML } from 'toml-eslint-parser';
import { Edit } from './Edit';
import { endOfLine, lineEndOf, startOfLine } from './lines';

type Place = {
  pair: AST.TOMLKeyValue;
  /** The whole key: the table's and the pair's own. */
  key: string[];
};

/** Edits of a TOML file's text by the keys of its tables, however these are written. Everything else stays. @public */
export class TomlText {
  private constructor(
    private readonly path: string,
    private readonly content: string,
    private readonly program: AST.TOMLTopLevelTable,
  ) {}

  /**
   * Parses the file.
   *
   * @throws ParseError if the text is no TOML
   */
  static create({ path, content }: { path: string; content: string }) {
    return new TomlText(path, content, parseTOML(content).body[0]);
  }

  /**
   * Adds pairs to a table, behind its others; a table that is not there is made at the end of the file.
   *
   * @param values - by their keys, as they are spelled in the file
   */
  add(table: string[], values: Map<string, string>): Edit[] {
    const pairs = [...values].map(([key, value]) => `${key} = ${value}`);
    const header = this.tables().find(({ resolvedKey }) =>
      isSame(resolvedKey, table),
    );
    if (header) {
      const last = header.body.at(-1) ?? header.key;
      return [this.insertLines(last, pairs)];
    }
    const places = this.places();
    const inline = places.find(({ key }) => isSame(key, table))?.pair.value;
    if (inline?.type === 'TOMLInlineTable')
      return [this.insertInside(inline, pairs)];
    const beside = places.flatMap(({ pair, key }) => {
      const { keys } = pair.key;
      const own = keys.length - (key.length - table.length);
      return own > 0 &&
        own < keys.length &&
        isSame(key.slice(0, table.length), table)
        ? [{ pair, prefix: this.sliceOf(keys.slice(0, own)) }]
        : [];
    });
    const last = beside.at(-1);
    return last
      ? [
          this.insertLines(
            last.pair,
            pairs.map(pair => `${last.prefix}.${pair}`),
          ),
        ]
      : [this.appendTable(table, pairs)];
  }

  private sliceOf(keys: AST.TOMLKey['keys']): string {
    return this.content.slice(keys[0].range[0], keys.at(-1)!.range[1]);
  }

  private tables(): AST.TOMLTable[] {
    return this.program.body.filter(
      (item): item is AST.TOMLTable =>
        item.type === 'TOMLTable' && item.kind === 'standard',
    );
  }

  /** Every pair that is no part of an array of tables. */
  private places(): Place[] {
    const inTable = (
      pair: AST.TOMLKeyValue,
      above: Array<string | number>,
    ) => ({
      pair,
      key: [
        ...above.map(String),
        ...pair.key.keys.map(key =>
          key.type === 'TOMLBare' ? key.name : key.value,
        ),
      ],
    });
    return this.program.body.flatMap(item => {
      if (item.type === 'TOMLKeyValue') return [inTable(item, [])];
      return item.kind === 'standard'
        ? item.body.map(pair => inTable(pair, item.resolvedKey))
        : [];
    });
  }

  /** On lines of their own, below the line in which something ends. */
  private insertLines(
    { range: [start, end] }: AST.TOMLKeyValue | AST.TOMLKey,
    lines: string[],
  ): Edit {
    const { content } = this;
    const first = startOfLine(content, start);
    const margin = /^[ \t]*/.exec(content.slice(first, start))![0];
    const at = endOfLine(content, end);
    const lineEnd = lineEndOf(content);
    const isLast = at === content.length;
    const text = lines.map(line => `${lineEnd}${margin}${line}`).join('');
    return this.replace(at, at, isLast ? `${text}${lineEnd}` : text);
  }

  private insertInside(
    { range: [start, end], body }: AST.TOMLInlineTable,
    pairs: string[],
  ): Edit {
    const last = body.at(-1);
    const text = pairs.join(', ');
    return last
      ? this.replace(last.range[1], last.range[1], `, ${text}`)
      : this.replace(start, end, `{ ${text} }`);
  }

  private appendTable(table: string[], pairs: string[]): Edit {
    const { content } = this;
    const lineEnd = lineEndOf(content);
    const end = content.trimEnd().length;
    const gap = end === 0 ? '' : `${lineEnd}${lineEnd}`;
    const lines = [`[${table.join('.')}]`, ...pairs].join(lineEnd);
    return this.replace(
      end,
      content.length,
      `${gap}${lines}${content.slice(end) || lineEnd}`,
    );
  }

  private replace(start: number, end: number, text: string): Edit {
    return { path: this.path, start, end, text };
  }
}

function isSame(key: Array<string | number>, other: string[]): boolean {
  return (
    key.length === other.length &&
    other.every((part, depth) => String(key[depth]) === part)
  );
}
