import { expect, test } from 'vitest';
import type { Run, RunId, Segment, SegmentId } from '../../../../native/contract/index.ts';
import { lanesOf, pagesInSight, runsWithLane } from '../../../../renderer/features/analysis/profile-lanes.ts';

const id = (name: string): RunId => name as RunId;
/** Newest first, as the project tells them. */
const runs = ['c', 'b', 'a'].map((name) => ({ id: id(name), range: { startFrame: 300, endFrame: 900 } }) as Run);
const segment = { id: 's' as SegmentId, assetId: 'clip', inFrame: 300, outFrame: 900 } as Segment;
const idsOf = (shown: readonly Run[]): string[] => shown.map((run) => run.id);

test('the run in the viewer has a lane until runs are chosen, then those have, oldest first', () => {
  const facts = { runs, compared: runs[1]! };

  expect(idsOf(runsWithLane({ ...facts, chosen: null }))).toEqual(['b']);
  expect(idsOf(runsWithLane({ ...facts, chosen: [id('c'), id('a')] }))).toEqual(['a', 'c']);
  expect(idsOf(runsWithLane({ ...facts, chosen: [] }))).toEqual([]);
  // Chosen for another segment: this one starts as if nothing had been.
  expect(idsOf(runsWithLane({ ...facts, chosen: [id('other')] }))).toEqual(['b']);
  expect(idsOf(runsWithLane({ runs, compared: null, chosen: null }))).toEqual(['c']);
});

test('the source lies above the runs, which are numbered from the first', () => {
  const lanes = lanesOf({ segment, runs, chosen: [id('a'), id('c')], compared: null });

  expect(lanes.map(({ title, side }) => [title, side])).toEqual([
    ['Source', 'source'],
    ['Run 1', 'result'],
    ['Run 3', 'result'],
  ]);
});

test('pages of a source begin at multiples of their length, those of a run at its own first frame', () => {
  const range = { startFrame: 300, endFrame: 900 };
  const seen = { startFrame: 0, endFrame: 700 };

  expect(pagesInSight({ range, run: null }, seen)).toEqual([
    { startFrame: 300, frameCount: 212, own: { startFrame: 300, endFrame: 512 } },
    { startFrame: 512, frameCount: 256, own: { startFrame: 512, endFrame: 768 } },
  ]);
  expect(pagesInSight({ range, run: runs[0]! }, seen)).toEqual([
    { startFrame: 300, frameCount: 256, own: { startFrame: 0, endFrame: 256 } },
    { startFrame: 556, frameCount: 256, own: { startFrame: 256, endFrame: 512 } },
  ]);
  expect(pagesInSight({ range, run: null }, { startFrame: 900, endFrame: 1000 })).toEqual([]);
  expect(pagesInSight({ range, run: runs[0]! }, { startFrame: 0, endFrame: 300 })).toEqual([]);
});
