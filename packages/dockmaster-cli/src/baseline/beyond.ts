/** The items that are not among the known ones, each of which stands for one. */
export function beyond<T>(
  items: T[],
  known: string[],
  textOf: (item: T, index: number) => string,
): T[] {
  const left = new Map<string, number>();
  for (const text of known) left.set(text, (left.get(text) ?? 0) + 1);
  return items.filter((item, index) => {
    const text = textOf(item, index);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
