import { afterEach, beforeEach, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { checkAnyEdits } from './any-edits.ts';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
beforeEach(async () => void (folder = await temporaryFolder()));
afterEach(() => folder.remove());

it('undoes any edits to the original items and redoes them to the final ones, reopened or not', () => {
  checkAnyEdits({ folder: folder.path, runs: 300 });
});
