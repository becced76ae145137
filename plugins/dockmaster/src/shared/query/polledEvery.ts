/** Options of a query that is kept up to date: by polling, and when a person comes back to the page. */
export function polledEvery(milliseconds: number) {
  return {
    refetchInterval: milliseconds,
    refetchOnWindowFocus: true,
  };
}
