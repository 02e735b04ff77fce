import { z } from 'zod';
import { AppError, MAX_MESSAGE_BYTES } from '../contract/index.ts';

/** Room for the records of one page: a message less its envelope, the cursor and some air. */
const PAGE_BYTES = MAX_MESSAGE_BYTES - 4096;

export interface Page<T> {
  readonly items: T[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

/** A row of a listing, and its place in the order of that listing. */
export interface PageRow {
  readonly key: string;
  readonly id: string;
  readonly record: string;
}

/** Takes rows while they fit into a message, but at least one. Rows are fetched as they are asked for. */
export function cutPage<T>(rows: Iterable<PageRow>, read: (row: PageRow) => T): Page<T> {
  const items: T[] = [];
  let room = PAGE_BYTES;
  let last: PageRow | null = null;
  for (const row of rows) {
    room -= Buffer.byteLength(row.record) + 1;
    if (room < 0 && last !== null) return { items, nextCursor: encode(last) };
    items.push(read(row));
    last = row;
  }
  return { items, nextCursor: null };
}

const Cursor = z.tuple([z.string(), z.string()]);

/** The place after which a page begins; `start` for the first. */
export function placeOf(cursor: string | null, start: string): { readonly key: string; readonly id: string } {
  if (cursor === null) return { key: start, id: '' };
  try {
    const [key, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { key, id };
  } catch (error) {
    throw new AppError('bad-input', 'This cursor is not one of this listing. Start again without one.', error);
  }
}

function encode({ key, id }: PageRow): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}
