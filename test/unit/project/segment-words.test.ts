/** A segment's own words and its recipe's: one rule, whoever edits. */
import { expect, it } from 'vitest';
import { DiffVsrRecipe } from '../../../native/contract/index.ts';
import type { OpenProject } from '../../../native/project/project-store.ts';
import { assetId, projectForEachTest, recipe as plain, segmentId } from './project-fixture.ts';

let project: OpenProject;
projectForEachTest((fresh) => (project = fresh));

const id = segmentId('s');
const diffusion = (words: object = {}): DiffVsrRecipe => DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: 'nano', ...words });
const add = (fields: object) =>
  project.edit({ type: 'segment.add', id, assetId: assetId('a'), fields: { inFrame: 0, outFrame: 9, ...fields } });
const update = (changes: object) => project.edit({ type: 'segment.update', id, changes });
/** [own prompt, the recipe's, own negative prompt, the recipe's]; the recipe's are undefined where its model reads no text. */
function words(): unknown {
  const item = project.item('s');
  if (item?.kind !== 'segment') return null;
  const { prompt, negativePrompt }: { prompt?: string; negativePrompt?: string | null } =
    item.recipe.pipeline === 'diffvsr' ? item.recipe : {};
  return [item.prompt, prompt, item.negativePrompt, negativePrompt];
}

it("words of the recipe's form are the segment's, and the other way round", () => {
  add({ recipe: diffusion({ prompt: 'a lake' }) });
  expect(words()).toEqual(['a lake', 'a lake', '', null]);

  update({ recipe: diffusion({ prompt: 'a lake at dawn', negativePrompt: 'blurry' }) });
  expect(words()).toEqual(['a lake at dawn', 'a lake at dawn', 'blurry', 'blurry']);

  update({ prompt: 'a boat' });
  expect(words()).toEqual(['a boat', 'a boat', 'blurry', 'blurry']);
  expect(project.head().history.undo).toBe('Change prompt');

  update({ negativePrompt: '' });
  expect(words()).toEqual(['a boat', 'a boat', '', null]);

  update({ recipe: diffusion({ prompt: 'a boat', negativePrompt: '' }) });
  expect(words()).toEqual(['a boat', 'a boat', '', '']);

  project.undo();
  expect(words()).toEqual(['a boat', 'a boat', '', null]);
});

it('words that came with a segment are the ones its run reads', () => {
  project.edit({ type: 'project.update', changes: { recipe: diffusion({ prompt: 'of the project' }) } });

  add({ prompt: 'from an edit list', negativePrompt: 'noise' });
  expect(words()).toEqual(['from an edit list', 'from an edit list', 'noise', 'noise']);
});

it('words wait while a model reads none, and are there for the next that does', () => {
  add({ recipe: diffusion({ prompt: 'a lake', negativePrompt: 'noise' }) });

  update({ recipe: plain });
  expect(words()).toEqual(['a lake', undefined, 'noise', undefined]);
  update({ prompt: 'a lake in fog' });
  update({ recipe: diffusion() });
  expect(words()).toEqual(['a lake in fog', 'a lake in fog', 'noise', 'noise']);
});

it('a prompt that is longer than the segment holds stays whole in the recipe', () => {
  add({ recipe: diffusion({ prompt: 'x'.repeat(5000) }) });
  update({ name: 'Lake' });

  expect(words()).toEqual(['x'.repeat(4000), 'x'.repeat(5000), '', null]);
});
