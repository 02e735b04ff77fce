import { expect, test } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../../native/contract/index.ts';
import { cutPage } from '../../../native/engine/page.ts';

test('pages of a listing fit into messages and hold everything once, in order', () => {
  const items = Array.from({ length: 500 }, (_, i) => ({ key: String(i).padStart(4, '0'), text: 'ü'.repeat(i) }));

  const pages: (typeof items)[] = [];
  for (let cursor: string | null = null; ;) {
    const page: { items: typeof items; nextCursor: string | null } = cutPage(items, cursor, (item) => item.key);
    pages.push(page.items);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }

  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toEqual(items);
  expect(pages.filter((page) => Buffer.byteLength(JSON.stringify(page)) > MAX_MESSAGE_BYTES)).toEqual([]);
});

test('an empty listing is one empty page', () => {
  expect(cutPage([], null, String)).toEqual({ items: [], nextCursor: null });
});
