/** What of a list is no longer in a later one, as often as it was. */
export function missingFrom(later: string[], earlier: string[]): string[] {
  const counts = new Map<string, number>();
  for (const item of later) counts.set(item, (counts.get(item) ?? 0) + 1);
  return earlier.filter(item => {
    const count = counts.get(item) ?? 0;
    counts.set(item, count - 1);
    return count <= 0;
  });
}
