/** Rows under headings, in columns as wide as they must be; nothing where there are no rows. */
export function table(headings: string[], rows: string[][]): string[] {
  if (rows.length === 0) return [];
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(...lines.map(line => line[column].length)),
  );
  return lines.map(line =>
    line
      .map((text, column) => text.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}
