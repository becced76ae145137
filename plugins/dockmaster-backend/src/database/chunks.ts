/** SQLite takes this many parameters in one statement, at the least. */
const CHUNK = 500;

export function* chunks<T>(items: T[]): Generator<T[]> {
  for (let index = 0; index < items.length; index += CHUNK)
    yield items.slice(index, index + CHUNK);
}
