interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Everything that the engine answers page by page; `ask` gets null for the first page. */
export async function allPages<Item>(ask: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await ask(cursor);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
