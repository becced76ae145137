/** A half-open range of UTF-16 offsets in a source file. */
export type Span = { start: number; end: number };

/** A word with its place in the file. */
export type Token = Span & { text: string };

/**
 * Text that was put together from pieces of a file, in which every character still knows where it stands there.
 *
 * @notes
 * A RUN over ten lines is one line for the builder. Evidence must point into the ten.
 */
export class SourceText {
  private constructor(
    readonly text: string,
    /** Where each piece begins in `text`, ascending. */
    private readonly begins: number[],
    /** Where each piece begins in the file. */
    private readonly offsets: number[],
  ) {}

  static create(pieces: Array<{ text: string; offset: number }>): SourceText {
    const begins: number[] = [];
    const offsets: number[] = [];
    let text = '';
    for (const piece of pieces) {
      begins.push(text.length);
      offsets.push(piece.offset);
      text += piece.text;
    }
    return new SourceText(text, begins, offsets);
  }

  /** Offset in the file of the character at `index`. */
  offsetAt(index: number): number {
    if (this.begins.length === 0) {
      return 0;
    }
    let low = 0;
    let high = this.begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.begins[middle] <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return this.offsets[low] + index - this.begins[low];
  }

  /** The range in the file of `text.slice(from, to)`. */
  span(from: number, to: number): Span {
    const start = this.offsetAt(from);
    return { start, end: to > from ? this.offsetAt(to - 1) + 1 : start };
  }

  slice(from: number, to: number = this.text.length): SourceText {
    const pieces: Array<{ text: string; offset: number }> = [];
    for (let index = 0; index < this.begins.length; index++) {
      const begin = Math.max(from, this.begins[index]);
      const end = Math.min(to, this.begins[index + 1] ?? this.text.length);
      if (begin < end || (begin === end && begin === from && from === to)) {
        pieces.push({
          text: this.text.slice(begin, end),
          offset: this.offsets[index] + begin - this.begins[index],
        });
      }
    }
    return SourceText.create(pieces);
  }

  /** Appends pieces, for example the bodies of heredocs. */
  concat(pieces: Array<{ text: string; offset: number }>): SourceText {
    const own = this.begins.map((begin, index) => ({
      text: this.text.slice(begin, this.begins[index + 1]),
      offset: this.offsets[index],
    }));
    return SourceText.create([...own, ...pieces]);
  }

  trim(): SourceText {
    const leading = this.text.length - this.text.trimStart().length;
    return this.slice(leading, leading + this.text.trim().length);
  }

  /** Words between white space, as the builder splits FROM, COPY and EXPOSE: quotes have no meaning here. */
  words(): Token[] {
    const words: Token[] = [];
    for (const match of this.text.matchAll(/\S+/g)) {
      words.push({
        text: match[0],
        ...this.span(match.index, match.index + match[0].length),
      });
    }
    return words;
  }
}
