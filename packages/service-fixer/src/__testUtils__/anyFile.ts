import fc from 'fast-check';

/** Puts comments of their own on lines of their own and at the ends of others. */
export function withComments(text: string[]): fc.Arbitrary<string[]> {
  return fc
    .array(fc.tuple(fc.nat({ max: 1000 }), fc.boolean()), { maxLength: 4 })
    .map(places =>
      places.reduce((changed, [place, isOwnLine], index) => {
        const at = place % changed.length;
        const comment = `# authored note${index}`;
        const margin = /^ */.exec(changed[at])![0];
        return isOwnLine
          ? changed.toSpliced(at, 0, `${margin}${comment}`)
          : changed.with(at, `${changed[at]} ${comment}`);
      }, text),
    );
}

/** How a file may be written besides. */
export function asFile(text: string[]): fc.Arbitrary<string> {
  return fc
    .record({
      lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
      head: fc.constantFrom('', '', '', '---\n', '\uFEFF'),
      tail: fc.constantFrom('\n', '\n', '', '\n\n\n', '\n# authored end\n'),
    })
    .map(({ lineEnd, head, tail }) =>
      `${head}${text.join('\n')}${tail}`.replaceAll('\n', lineEnd),
    );
}
