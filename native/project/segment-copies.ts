import { AppError } from '../contract/index.ts';
import type { Edit, Segment } from '../contract/index.ts';
import { assetOf, requireFree, requireRange } from './edited-items.ts';
import type { ItemReader } from './edited-items.ts';
import { nameGiver } from './segment-names.ts';
import { withRecipeWords } from './segment-words.ts';

type Copies = Extract<Edit, { type: 'segment.copies' }>['segments'];

/** The new segments of an edit, under names that no other has. */
export function copiesOf(copies: Copies, items: ItemReader): readonly Segment[] {
  if (new Set(copies.map(({ id }) => id)).size < copies.length) {
    throw new AppError('conflict', 'Two copies of segments would have one id. Give each its own.');
  }
  const nameOf = nameGiver(items);
  return copies.map((copy) => {
    requireFree(copy.id, items);
    const made: Segment = { kind: 'segment', ...copy, name: nameOf(copy.name) };
    requireRange(made, assetOf(copy.assetId, items));
    return withRecipeWords(made);
  });
}
