import { expect, it } from 'vitest';
import { DiffVsrRecipe } from '../../../native/contract/index.ts';
import type { AppError } from '../../../native/contract/index.ts';
import type { StoredEdit } from '../../../native/project/edit-changes.ts';
import type { OpenProject } from '../../../native/project/project-store.ts';
import { allItems, assetId, makeAsset, projectForEachTest, makeSegment, output, recipe, segmentId, segmentsIn } from './project-fixture.ts';

let project: OpenProject;
projectForEachTest((fresh) => (project = fresh));

const s = segmentId('s');
const add = (id: string, fields: { inFrame?: number; outFrame?: number; name?: string } = {}): StoredEdit => ({
  type: 'segment.add',
  id: segmentId(id),
  assetId: assetId('a'),
  fields: { inFrame: 0, outFrame: 100, ...fields },
});

it('adds a segment with the project settings where nothing else is said', () => {
  project.edit({ type: 'project.update', changes: { recipe: { ...recipe, tileSize: 128 }, output: { ...output, codec: 'ffv1' } } });

  const { diff, history } = project.edit(add('s', { inFrame: 10, outFrame: 20 }));

  const segment = makeSegment('s', {
    inFrame: 10,
    outFrame: 20,
    recipe: { ...recipe, tileSize: 128 },
    output: { ...output, codec: 'ffv1' },
  });
  expect(diff).toEqual({ added: [segment], updated: [], removed: [] });
  expect(history).toEqual({ undo: 'Add segment', redo: null });
  expect(project.item('s')).toEqual(segment);
});

it('numbers new segments after the highest number in use', () => {
  for (const id of ['1', '2', '3']) project.edit(add(id));
  project.edit({ type: 'segment.update', id: segmentId('3'), changes: { name: 'Segment 41' } });
  project.edit({ type: 'segment.remove', ids: [segmentId('1')] });
  project.edit({ type: 'segment.update', id: segmentId('2'), changes: { name: 'Segment 99 (old)' } });

  project.edit(add('4'));

  expect(project.item('4')).toMatchObject({ name: 'Segment 42' });
});

it('splits a segment: the left part keeps the id, the right one is new and has a name of its own', () => {
  project.edit(add('s', { name: 'The 100% chase', inFrame: 10, outFrame: 50 }));

  const { diff, history } = project.edit({ type: 'segment.split', id: s, frame: 20, newId: segmentId('t') });
  project.edit({ type: 'segment.split', id: segmentId('t'), frame: 30, newId: segmentId('u') });

  const whole = makeSegment('s', { name: 'The 100% chase', inFrame: 10, outFrame: 50 });
  expect(diff).toEqual({
    added: [{ ...whole, id: 't', name: 'The 100% chase 2', inFrame: 20 }],
    updated: [[whole, { ...whole, outFrame: 20 }]],
    removed: [],
  });
  expect(history.undo).toBe('Split segment');
  expect(segmentsIn(project).map(({ id, name, inFrame, outFrame }) => [id, name, inFrame, outFrame])).toEqual([
    ['s', 'The 100% chase', 10, 20],
    ['t', 'The 100% chase 2', 20, 30],
    ['u', 'The 100% chase 3', 30, 50],
  ]);
});

it('splits a segment whose name is as long as a name may be', () => {
  project.edit(add('s', { name: `${'n'.repeat(189)}${'\u{1F3AC}'.repeat(5)}` }));

  project.edit({ type: 'segment.split', id: s, frame: 20, newId: segmentId('t') });
  project.edit({ type: 'segment.split', id: s, frame: 10, newId: segmentId('u') });

  expect(segmentsIn(project).map(({ name }) => name.slice(187))).toEqual([`nn${'\u{1F3AC}'.repeat(5)}`, 'nn 1', 'nn 2']);
});

it('removes an asset with its segments, and gives both back', () => {
  project.putAssets([makeAsset('b')], { label: 'Import' });
  project.edit(add('s'));
  project.edit(add('t'));
  const before = allItems(project);

  const { history } = project.edit({ type: 'asset.remove', id: assetId('a') });

  expect(history.undo).toBe('Remove media');
  expect(allItems(project).map(({ id }) => id)).toEqual(['b', 'project']);
  project.undo();
  expect(allItems(project)).toEqual(before);
});

it.each<[string, StoredEdit]>([
  ['Rename project', { type: 'project.update', changes: { name: 'Other' } }],
  ['Change project settings', { type: 'project.update', changes: { name: 'Other', output: { ...output, quality: 20 } } }],
  ['Rename segment', { type: 'segment.update', id: s, changes: { name: 'Other' } }],
  ['Trim segment', { type: 'segment.update', id: s, changes: { inFrame: 5 } }],
  ['Trim segment', { type: 'segment.update', id: s, changes: { inFrame: 20, outFrame: 61 } }],
  ['Move segment', { type: 'segment.update', id: s, changes: { inFrame: 11, outFrame: 51 } }],
  ['Change prompt', { type: 'segment.update', id: s, changes: { prompt: 'rain', negativePrompt: 'noise', name: 'Segment 1' } }],
  ['Change recipe', { type: 'segment.update', id: s, changes: { recipe: { ...recipe, device: 'cpu' } } }],
  ['Change output', { type: 'segment.update', id: s, changes: { output: { ...output, audio: 'none' } } }],
  ['Change segment', { type: 'segment.update', id: s, changes: { prompt: 'rain', inFrame: 11 } }],
  ['Change prompt', { type: 'segment.prompt', of: { type: 'segments', ids: [s] }, settings: { prompt: 'rain' } }],
  ['Remove segment', { type: 'segment.remove', ids: [s, s] }],
  ['Remove 2 segments', { type: 'segment.remove', ids: [s, segmentId('t')] }],
])('calls a step "%s"', (label, edit) => {
  project.edit(add('s', { inFrame: 10, outFrame: 50 }));
  project.edit(add('t'));

  const { history } = project.edit(edit);

  expect(history.undo).toBe(label);
});

it.each<[AppError['code'], RegExp, StoredEdit]>([
  ['bad-input', /100 frames/, add('t', { outFrame: 101 })],
  ['bad-input', /empty/, add('t', { inFrame: 30, outFrame: 30 })],
  ['not-found', /not in the project/, { ...add('t'), assetId: assetId('b') } as StoredEdit],
  ['not-found', /not in the project/, { ...add('t'), assetId: assetId('s') } as StoredEdit],
  ['conflict', /id "s"/, add('s')],
  ['conflict', /id "a"/, add('a')],
  ['conflict', /id "project"/, add('project')],
  ['bad-input', /empty/, { type: 'segment.update', id: s, changes: { inFrame: 50 } }],
  ['bad-input', /100 frames/, { type: 'segment.update', id: s, changes: { outFrame: 1000 } }],
  ['not-found', /not in the project/, { type: 'segment.update', id: segmentId('x'), changes: {} }],
  ['not-found', /not in the project/, { type: 'segment.update', id: segmentId('a'), changes: {} }],
  ['bad-input', /from 11 to 49/, { type: 'segment.split', id: s, frame: 10, newId: segmentId('t') }],
  ['bad-input', /from 11 to 49/, { type: 'segment.split', id: s, frame: 50, newId: segmentId('t') }],
  ['bad-input', /from 11 to 49/, { type: 'segment.split', id: s, frame: -5, newId: segmentId('t') }],
  ['conflict', /id "a"/, { type: 'segment.split', id: s, frame: 20, newId: segmentId('a') }],
  ['conflict', /id "s"/, { type: 'segment.split', id: s, frame: 20, newId: s }],
  ['not-found', /not in the project/, { type: 'segment.split', id: segmentId('x'), frame: 20, newId: segmentId('t') }],
  ['not-found', /not in the project/, { type: 'segment.remove', ids: [s, segmentId('x')] }],
  ['not-found', /not in the project/, { type: 'asset.remove', id: assetId('s') }],
])('refuses with %s (%s) and changes nothing', (code, message, edit) => {
  project.edit(add('s', { inFrame: 10, outFrame: 50 }));
  const before = { items: allItems(project), head: project.head() };

  expect(() => project.edit(edit)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));

  expect({ items: allItems(project), head: project.head() }).toEqual(before);
});

it('says that a segment of one frame cannot be split', () => {
  project.edit(add('s', { inFrame: 10, outFrame: 11 }));

  expect(() => project.edit({ type: 'segment.split', id: s, frame: 10, newId: segmentId('t') })).toThrow(
    expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('only one frame') }),
  );
});

it('takes a field that is sent as undefined for one that is not sent', () => {
  project.edit(add('s', { inFrame: 10, outFrame: 50 }));

  const { diff } = project.edit({ type: 'segment.update', id: s, changes: { name: undefined, inFrame: 12 } });

  expect(diff.updated[0]?.[1]).toEqual(makeSegment('s', { inFrame: 12, outFrame: 50 }));
});

it('gives many segments other words as one step, each in the way of its own model', () => {
  const guided = DiffVsrRecipe.parse({ pipeline: 'diffvsr', seed: 7 });
  project.edit(add('s'));
  project.edit(add('t'));
  project.edit({ type: 'segment.update', id: segmentId('t'), changes: { recipe: guided } });
  const caption = { text: 'rain', model: 'm', endpointHost: 'h', createdAt: '2026-01-01T00:00:00.000Z', frames: [1] };
  const settings = { prompt: 'rain', negativePrompt: null, promptSuffix: 'sharp', guidanceScale: 3 };

  const { diff, history } = project.edit({ type: 'segment.prompt', of: { type: 'project' }, settings, caption });

  expect(history.undo).toBe('Change prompt of 2 segments');
  expect(diff.updated.map(([, to]) => to)).toEqual([
    makeSegment('s', { name: 'Segment 1', inFrame: 0, outFrame: 100, prompt: 'rain', caption }),
    makeSegment('t', { name: 'Segment 2', inFrame: 0, outFrame: 100, prompt: 'rain', caption, recipe: { ...guided, ...settings } }),
  ]);
  project.undo();
  expect(segmentsIn(project).map(({ prompt }) => prompt)).toEqual(['', '']);
  project.edit({ type: 'segment.prompt', of: { type: 'asset', id: assetId('a') }, settings: { guidanceScale: 9 } });
  expect(segmentsIn(project).map(({ recipe: now }) => now)).toEqual([recipe, { ...guided, guidanceScale: 9 }]);
});

it('keeps what was made of the shots of a clip, says what changed, and takes it back', () => {
  const shots = (cuts: number[] | null, off = false): StoredEdit => ({ type: 'asset.shots', id: assetId('a'), shots: { off, cuts } });
  const told = (edit: StoredEdit) => project.edit(edit).history.undo;

  expect(told(shots([30, 10, 30]))).toBe('Change shots');
  expect(project.item('a')).toMatchObject({ shots: { off: false, cuts: [10, 30] } });
  expect(told(shots([10, 20, 30]))).toBe('Add cut');
  expect(told(shots([10, 21, 30]))).toBe('Move cut');
  expect(told(shots([10, 30]))).toBe('Merge shots');
  expect(told(shots([10, 30], true))).toBe('Switch shots off');
  expect(told(shots([10, 30]))).toBe('Switch shots on');
  expect(told(shots(null))).toBe('Take shots as found');

  project.undo();
  expect(project.item('a')).toMatchObject({ shots: { off: false, cuts: [10, 30] } });
});

it('keeps markers in order, one at a frame, says what was done, and refuses one behind the end', () => {
  const at = (...frames: number[]): StoredEdit => ({
    type: 'asset.markers',
    id: assetId('a'),
    markers: frames.map((frame) => ({ frame, name: '' })),
  });
  const told = (edit: StoredEdit) => project.edit(edit).history.undo;

  expect(told(at(30, 10, 30))).toBe('Change markers');
  expect(project.item('a')).toMatchObject({ markers: [{ frame: 10 }, { frame: 30 }] });
  expect(told(at(10, 20, 30))).toBe('Add marker');
  expect(told(at(10, 21, 30))).toBe('Move marker');
  expect(told(at(10, 30))).toBe('Remove marker');
  expect(
    told({
      type: 'asset.markers',
      id: assetId('a'),
      markers: [
        { frame: 10, name: '' },
        { frame: 30, name: 'Rain' },
      ],
    }),
  ).toBe('Name marker');

  project.undo();
  expect(project.item('a')).toMatchObject({
    markers: [
      { frame: 10, name: '' },
      { frame: 30, name: '' },
    ],
  });
  expect(() => project.edit(at(makeAsset('a').media.video.frameCount))).toThrow(/no marker of it can be at frame/);
});

it('refuses a shot that would begin behind the end of the clip', () => {
  const { frameCount } = makeAsset('a').media.video;

  expect(() => project.edit({ type: 'asset.shots', id: assetId('a'), shots: { off: false, cuts: [frameCount] } })).toThrow(
    /no shot of it can begin at frame/,
  );
});
