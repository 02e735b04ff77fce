import { AppError, MAX_MESSAGE_BYTES } from '../contract/index.ts';
import { messageBytes } from './message-size.ts';

/** Room for the items of one message: the bound less its envelope and some air. */
const ROOM_BYTES = MAX_MESSAGE_BYTES - 4096;

/** The first items that fit into one message together. */
export function fitting<T>(items: readonly T[], room = ROOM_BYTES): T[] {
  let left = room;
  const end = items.findIndex((item) => (left -= messageBytes(item, room) + 1) < 0);
  return end === -1 ? [...items] : items.slice(0, end);
}

/** One page of a sorted listing. A cursor is the sort key of the last item told, so that it survives changes of the list. */
export function cutPage<T>(
  items: readonly T[],
  cursor: string | null,
  keyOf: (item: T) => string,
): { readonly items: T[]; readonly nextCursor: string | null } {
  const rest = cursor === null ? items : items.filter((item) => keyOf(item) > cursor);
  const page = fitting(rest);
  if (page.length === 0 && rest.length > 0) throw new AppError('too-large', 'An entry of this list is too large for one message.');
  const last = page.at(-1);
  return { items: page, nextCursor: page.length < rest.length && last !== undefined ? keyOf(last) : null };
}
