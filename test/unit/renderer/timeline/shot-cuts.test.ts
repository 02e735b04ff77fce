import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cutBefore,
  cutBounds,
  cutsInside,
  cutsToHold,
  shotsInSight,
  shotsOf,
  withCut,
  withoutCut,
} from '../../../../renderer/features/timeline/shot-cuts.ts';
import { cutByFrames, cutToPointer, draggedCuts, idleCut, type CutDrag } from '../../../../renderer/features/timeline/cut-drag.ts';

const frameCount = 500;
const anyCuts = fc.uniqueArray(fc.integer({ min: 1, max: frameCount - 1 }), { maxLength: 30 }).map((cuts) => cuts.sort((a, b) => a - b));

test('what the user made of the shots counts before what was found', () => {
  const found = { cuts: [10, 20], total: 2 };

  expect(shotsOf({ made: undefined, found, error: null })).toEqual({ status: 'found', cuts: [10, 20], locked: null });
  expect(shotsOf({ made: { off: false, cuts: [5] }, found, error: null })).toEqual({ status: 'edited', cuts: [5], locked: null });
  expect(shotsOf({ made: { off: false, cuts: [] }, found, error: null }).cuts).toEqual([]);
  expect(shotsOf({ made: { off: true, cuts: [5] }, found, error: null })).toMatchObject({ status: 'off', cuts: [] });
  expect(shotsOf({ made: undefined, found: undefined, error: null }).status).toBe('looking');
  expect(shotsOf({ made: undefined, found: undefined, error: new Error('No such file.') })).toMatchObject({
    status: 'failed',
    locked: 'No such file.',
  });
});

test('where more cuts were found than can be saved, they are shown and not changed', () => {
  expect(shotsOf({ made: undefined, found: { cuts: [10], total: 9000 }, error: null }).locked).toMatch(/9000 cuts/);
});

test('shots in sight are found as by looking at every shot, and lie end to end', () => {
  fc.assert(
    fc.property(anyCuts, fc.nat(frameCount - 2), fc.integer({ min: 1, max: 200 }), (cuts, startFrame, length) => {
      const endFrame = Math.min(frameCount, startFrame + length);
      const edges = [0, ...cuts, frameCount];
      const all = edges.slice(1).map((end, index) => ({ index, startFrame: edges[index]!, endFrame: end }));

      expect(shotsInSight(cuts, { startFrame, endFrame, frameCount })).toEqual(
        all.filter((shot) => shot.startFrame < endFrame && shot.endFrame > startFrame),
      );
    }),
  );
});

test('a cut is added once and in its place, and taking it away is the way back', () => {
  expect(withCut([10, 30], 20)).toEqual([10, 20, 30]);
  expect(withCut([10, 30], 30)).toEqual([10, 30]);
  expect(withoutCut(withCut([10, 30], 20), 20)).toEqual([10, 30]);
});

test('a frame belongs to the shot that began last', () => {
  expect([0, 9, 10, 29, 30, 99].map((frame) => cutBefore([10, 30], frame))).toEqual([null, null, 10, 10, 30, 30]);
});

test('a segment is split at cuts inside of it, not at those on its edges', () => {
  expect(cutsInside([10, 20, 30, 40], { inFrame: 10, outFrame: 40 })).toEqual([20, 30]);
  expect(cutsInside([10, 20], { inFrame: 20, outFrame: 90 })).toEqual([]);
});

test('cuts that lie too close have no handle, but the one under the hand keeps its own', () => {
  const options = { startFrame: 0, endFrame: 100, frameCount: 100, leastFrames: 10 };

  expect(cutsToHold([20, 50, 53, 80], { ...options, held: null })).toEqual([0, 3]);
  expect(cutsToHold([20, 50, 53, 80], { ...options, held: 1 })).toEqual([0, 1, 3]);
  expect(cutsToHold([20, 50, 80], { ...options, startFrame: 30, endFrame: 60, held: null })).toEqual([1]);
});

const context = { pixelsPerFrame: 2, frameCount: 100, targets: [44] };
const pressed: Exclude<CutDrag, { status: 'idle' }> = { status: 'pressed', grip: { cuts: [20, 50, 80], index: 1, startX: 100 } };
const moved = (x: number, snapping = true) => cutToPointer(pressed, { x, snapping }, context);

test('a cut follows the pointer, sticks to what is near, and keeps a frame from its neighbours', () => {
  expect(moved(102)).toBe(pressed);
  expect(draggedCuts(moved(120))).toEqual([20, 60, 80]);
  expect(moved(90)).toMatchObject({ frame: 44, snappedTo: 44 });
  expect(moved(90, false)).toMatchObject({ frame: 45, snappedTo: null });
  expect(draggedCuts(moved(900))).toEqual([20, 79, 80]);
  expect(draggedCuts(moved(-900))).toEqual([20, 21, 80]);
  expect(cutToPointer(idleCut, { x: 500, snapping: true }, context)).toBe(idleCut);
});

test('the first and the last cut stay inside of the clip', () => {
  expect(cutBounds([20, 80], 0, 100)).toEqual({ low: 1, high: 79 });
  expect(cutBounds([20, 80], 1, 100)).toEqual({ low: 21, high: 99 });
});

test('arrow keys move it from where they left it, and the pointer does not take it from them', () => {
  const byKeys: CutDrag = { status: 'pressed', grip: { ...pressed.grip, startX: null } };
  const once = cutByFrames(byKeys, 1, 100);
  const twice = once.status === 'idle' ? once : cutByFrames(once, 1, 100);

  expect(draggedCuts(twice)).toEqual([20, 52, 80]);
  expect(cutToPointer(twice, { x: 900, snapping: true }, context)).toBe(twice);
});
