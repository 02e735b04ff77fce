import { expect, test } from 'vitest';
import { AssetId, OutputSettings, ProjectId, Recipe, SegmentId } from '../../../native/contract/index.ts';
import type { Asset, ProjectHead, ProjectRecord, Segment } from '../../../native/contract/index.ts';
import { applyDiff, arrangeItems } from '../../../renderer/engine/project-data.ts';
import { viewThatFits, wholeClip } from '../../../renderer/engine/project-session.ts';
import { activeSegments, previewRange } from '../../../renderer/features/restore/restore-selection.ts';

const recipe = Recipe.parse({ pipeline: 'real-esrgan' });
const output = OutputSettings.parse({});
const history = { undo: null, redo: null };
const head: ProjectHead = {
  id: ProjectId.parse('p'),
  path: '/p.interweave',
  name: 'P',
  schemaVersion: 1,
  history,
  backupPath: null,
};
const record: ProjectRecord = { kind: 'project', id: 'project', name: 'P', recipe, output };

function asset(id: string, day: number): Asset {
  const media = { video: { frameCount: 100 } } as Asset['media'];
  return {
    kind: 'asset',
    id: AssetId.parse(id),
    name: `${id}.mp4`,
    path: `/${id}.mp4`,
    relativePath: null,
    fingerprint: { sizeBytes: 1, sha256: '' },
    media,
    importedAt: `2026-01-0${day}T00:00:00.000Z`,
  };
}
function segment(id: string, assetId: string, inFrame: number, outFrame: number): Segment {
  return {
    kind: 'segment',
    id: SegmentId.parse(id),
    assetId: AssetId.parse(assetId),
    name: id,
    inFrame,
    outFrame,
    prompt: '',
    negativePrompt: '',
    recipe,
    output,
  };
}
const open = arrangeItems(
  head,
  [segment('late', 'a', 50, 100), segment('other', 'b', 0, 9), asset('b', 2), record, segment('early', 'a', 0, 50), asset('a', 1)],
  history,
);

test('clips come in the order of import, segments by clip and in point', () => {
  expect(open.assets.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(open.segments.map(({ id }) => id)).toEqual(['early', 'late', 'other']);
});

test('a diff adds, changes and removes, and can come twice', () => {
  const moved = segment('late', 'a', 10, 20);
  const diff = {
    added: [segment('new', 'b', 20, 30)],
    updated: [[segment('late', 'a', 50, 100), moved] as [Segment, Segment]],
    removed: [segment('early', 'a', 0, 50)],
  };

  const once = applyDiff(open, diff, { undo: 'Trim', redo: null });

  expect(once.segments.map(({ id, inFrame }) => [id, inFrame])).toEqual([
    ['late', 10],
    ['other', 0],
    ['new', 20],
  ]);
  expect(once.history.undo).toBe('Trim');
  expect(applyDiff(once, diff, { undo: 'Trim', redo: null })).toEqual(once);
});

test('a remembered view forgets what is gone', () => {
  const remembered = {
    selectedAssetId: AssetId.parse('a'),
    selectedSegmentIds: [SegmentId.parse('late'), SegmentId.parse('gone')],
    playheadFrame: 1000,
  };

  expect(viewThatFits(remembered, open)).toMatchObject({ selectedSegmentIds: ['late'], playheadFrame: 99 });
  expect(viewThatFits({ selectedAssetId: AssetId.parse('gone') }, open)).toEqual({ selectedAssetId: 'a', selectedSegmentIds: ['early'] });
  expect(viewThatFits(null, null)).toEqual({ selectedAssetId: null, selectedSegmentIds: [] });
});

test('the first segment of a clip covers it and bears its name', () => {
  expect(wholeClip(asset('creek.dv', 1))).toMatchObject({ assetId: 'creek.dv', fields: { inFrame: 0, outFrame: 100, name: 'creek.dv' } });
});

test('restoring acts on the selected segments, else on the only one of the clip', () => {
  const of = (assetId: string, ...ids: string[]) =>
    activeSegments(open, { selectedAssetId: AssetId.parse(assetId), selectedSegmentIds: ids.map((id) => SegmentId.parse(id)) }).map(
      ({ id }) => id,
    );

  expect(of('a', 'late', 'early')).toEqual(['early', 'late']);
  expect(of('b')).toEqual(['other']);
  expect(of('a')).toEqual([]);
});

test('a preview takes the marked frames inside the segment, else a second from the playhead on', () => {
  const late = segment('late', 'a', 50, 100);

  expect(previewRange(late, { markIn: 40, markOut: 60, playheadFrame: 0 })).toEqual({ startFrame: 50, endFrame: 60 });
  expect(previewRange(late, { markIn: null, markOut: null, playheadFrame: 90 })).toEqual({ startFrame: 90, endFrame: 100 });
  expect(previewRange(late, { markIn: null, markOut: null, playheadFrame: 10 })).toBeNull();
  expect(previewRange(late, { markIn: 0, markOut: 20, playheadFrame: 60 })).toBeNull();
});
