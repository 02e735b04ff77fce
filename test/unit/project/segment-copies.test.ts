import { expect, it } from 'vitest';
import { DiffVsrRecipe, settingsOf } from '../../../native/contract/index.ts';
import type { SegmentSettings } from '../../../native/contract/index.ts';
import type { StoredEdit } from '../../../native/project/edit-changes.ts';
import type { OpenProject } from '../../../native/project/project-store.ts';
import { allItems, assetId, makeAsset, projectForEachTest, makeSegment, output, recipe, segmentId, segmentsIn } from './project-fixture.ts';

type Copies = Extract<StoredEdit, { type: 'segment.copies' }>;

let project: OpenProject;
projectForEachTest((fresh) => (project = fresh));

const described: SegmentSettings = {
  prompt: 'rain on a tin roof',
  negativePrompt: '',
  recipe: DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: 'm', prompt: 'rain on a tin roof' }),
  output: { ...output, codec: 'ffv1' },
  caption: null,
};
const copy = (id: string, name: string, fields: Partial<Copies['segments'][number]> = {}): Copies['segments'][number] => ({
  ...described,
  id: segmentId(id),
  assetId: assetId('a'),
  name,
  inFrame: 10,
  outFrame: 20,
  ...fields,
});
const copies = (how: Copies['how'], ...segments: Copies['segments']): Copies => ({
  type: 'segment.copies',
  how,
  count: segments.length,
  segments,
});
const add = (id: string, name: string): StoredEdit => ({
  type: 'segment.add',
  id: segmentId(id),
  assetId: assetId('a'),
  fields: { name, inFrame: 0, outFrame: 50 },
});

it('adds copies as one step, under their own names where those are free and numbered where not', () => {
  project.edit(add('s', 'Rain'));
  project.edit(add('t', 'Rain 7'));
  const before = allItems(project);

  const { history } = project.edit(copies('paste', copy('u', 'Rain'), copy('v', 'Rain 7'), copy('w', 'Meadow'), copy('x', 'Meadow')));

  expect(segmentsIn(project).filter(({ prompt }) => prompt !== '')).toEqual(
    [
      ['u', 'Rain 8'],
      ['v', 'Rain 9'],
      ['w', 'Meadow'],
      ['x', 'Meadow 2'],
    ].map(([id, name]) => makeSegment(id!, { ...described, name: name!, inFrame: 10, outFrame: 20 })),
  );
  expect(history.undo).toBe('Paste 4 segments');
  project.undo();
  expect(allItems(project)).toEqual(before);
});

it('says how many were duplicated, though they came in several messages', () => {
  project.edit({ ...copies('duplicate', copy('u', 'Rain')), count: 2 }, { gesture: 'g' });
  const { history } = project.edit({ ...copies('duplicate', copy('v', 'Rain')), count: 2 }, { gesture: 'g' });

  expect(history.undo).toBe('Duplicate 2 segments');
  project.undo();
  expect(segmentsIn(project)).toEqual([]);
});

it.each([
  ['bad-input', copies('paste', copy('u', 'Rain', { outFrame: 101 }))],
  ['not-found', copies('paste', copy('u', 'Rain', { assetId: assetId('gone') }))],
  ['conflict', copies('paste', copy('u', 'Rain'), copy('u', 'Rain'))],
  ['conflict', copies('paste', copy('a', 'Rain'))],
])('refuses copies that cannot be (%s), all of them', (code, edit) => {
  const before = allItems(project);

  expect(() => project.edit(edit)).toThrow(expect.objectContaining({ code }));
  expect(allItems(project)).toEqual(before);
});

it('pastes settings to many as one step and leaves ranges and names alone', () => {
  project.putAssets([makeAsset('b')], { label: 'Import' });
  project.edit(add('s', 'Rain'));
  project.edit(add('t', 'Meadow'));
  const before = allItems(project);

  const { history } = project.edit({ type: 'segment.settings', ids: [segmentId('s'), segmentId('t')], settings: described });

  const { caption: _, ...same } = described;
  expect(segmentsIn(project)).toEqual([
    makeSegment('s', { ...same, caption: null, name: 'Rain', outFrame: 50 }),
    makeSegment('t', { ...same, caption: null, name: 'Meadow', outFrame: 50 }),
  ]);
  expect(history.undo).toBe('Paste settings to 2 segments');
  project.undo();
  expect(allItems(project)).toEqual(before);
});

it('settings of a model without text take the prompt with them, and a caption goes', () => {
  project.edit(
    copies(
      'paste',
      copy('u', 'Rain', { caption: { text: 'rain', model: 'm', endpointHost: 'h', createdAt: '2026-01-02T03:04:05.678Z', frames: [1] } }),
    ),
  );
  project.edit(add('s', 'Meadow'));
  const plain = settingsOf(segmentsIn(project).find(({ id }) => id === 's')!);

  project.edit({ type: 'segment.settings', ids: [segmentId('u')], settings: plain });

  expect(settingsOf(segmentsIn(project).find(({ id }) => id === 'u')!)).toEqual({
    prompt: '',
    negativePrompt: '',
    recipe,
    output,
    caption: null,
  });
});
