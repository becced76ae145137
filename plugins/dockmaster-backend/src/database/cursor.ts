import { InputError } from '@backstage/errors';

/** Where a page ends, as clients hand it back. */
export function writeCursor(offset: number): string {
  return Buffer.from(JSON.stringify({ offset })).toString('base64url');
}

/** @throws InputError when it is none that `writeCursor` gave */
export function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  try {
    const { offset } = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  } catch {
    // Said below.
  }
  throw new InputError(
    'cursor is none that this API gave; leave it out to begin at the first page',
  );
}
