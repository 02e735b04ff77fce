import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run, RunId, Segment, SegmentId } from '../../../../native/contract/index.ts';
import { comparedRun, indexInRun } from '../../../../renderer/features/viewer/compared-run.ts';
import {
  continueFrom,
  frameOfMediaTime,
  playbackRange,
  proxyTime,
  startingFrame,
} from '../../../../renderer/features/viewer/playback-range.ts';

/** Only what the choice depends on. */
const run = (id: string, segmentId: string, startFrame: number, endFrame: number) =>
  ({ id, segmentId, range: { startFrame, endFrame }, createdAt: `2026-01-01T00:00:0${id}Z` }) as Run;
const segments = ['a', 'b'].map((id) => ({ id }) as Segment);
const runs = [run('1', 'a', 0, 50), run('2', 'a', 10, 40), run('3', 'b', 30, 90), run('4', 'other asset', 0, 100)];
const chosen = (frame: number, selected: string[] = [], comparedRunId: string | null = null) =>
  comparedRun({ runs, segments, selectedSegmentIds: selected as SegmentId[], comparedRunId: comparedRunId as RunId | null, frame })?.id ??
  null;

test('the newest run that has the frame is the result, of the selected segment first', () => {
  expect(chosen(35)).toBe('3');
  expect(chosen(35, ['a'])).toBe('2');
  expect(chosen(5)).toBe('1');
});

test('the chosen run stays the result where it has no frame', () => {
  expect(chosen(35, [], '1')).toBe('1');
  expect(chosen(95, [], '2')).toBe('2');
});

test('where no run has the frame, the newest of the selected segment is named', () => {
  expect(chosen(95, ['a'])).toBe('2');
  expect(indexInRun(runs[1]!, 95)).toBeNull();
  expect(indexInRun(runs[1]!, 10)).toBe(0);
  expect(indexInRun(runs[1]!, 40)).toBeNull();
});

test('looping goes from mark to mark in both directions; without it playing ends', () => {
  const loop = playbackRange({ loop: true, markIn: 10, markOut: 20, passage: null }, 100);
  const once = playbackRange({ loop: false, markIn: 10, markOut: 20, passage: null }, 100);

  expect([continueFrom(20, 1, loop), continueFrom(9, -1, loop), continueFrom(15, 1, loop)]).toEqual([10, 19, 15]);
  expect([continueFrom(20, 1, once), continueFrom(100, 1, once), continueFrom(-1, -1, once)]).toEqual([20, null, null]);
});

test('a passage is played in place of what the marks say: once, or over and over where nothing is gone back to', () => {
  const marks = { loop: true, markIn: 10, markOut: 20 };
  const once = playbackRange({ ...marks, passage: { startFrame: 40, endFrame: 60, returnFrame: 50 } }, 100);
  const looped = playbackRange({ ...marks, passage: { startFrame: 40, endFrame: 60, returnFrame: null } }, 100);

  expect([startingFrame(40, 1, once), continueFrom(60, 1, once)]).toEqual([40, null]);
  expect([startingFrame(40, 1, looped), continueFrom(60, 1, looped)]).toEqual([40, 40]);
});

test('playing from the end starts over, from outside of the loop goes into it', () => {
  expect(startingFrame(99, 1, playbackRange({ loop: false, markIn: null, markOut: null, passage: null }, 100))).toBe(0);
  expect(startingFrame(0, -1, playbackRange({ loop: false, markIn: null, markOut: null, passage: null }, 100))).toBe(99);
  expect(startingFrame(50, 1, playbackRange({ loop: true, markIn: 10, markOut: 20, passage: null }, 100))).toBe(10);
});

test('a frame of a proxy is found again by its time at any rate, rounded as browsers round', () => {
  fc.assert(
    fc.property(fc.constantFrom(12.5, 23.976, 25, 29.97, 59.94, 120), fc.nat(400_000), (framesPerSec, frame) => {
      const microseconds = (sec: number) => Math.round(sec * 1e6) / 1e6;

      expect(frameOfMediaTime(microseconds(frame / framesPerSec), framesPerSec)).toBe(frame);
      const sought = microseconds(proxyTime(frame, framesPerSec)) * framesPerSec;
      expect([Math.floor(sought), Math.round(sought)]).toEqual([frame, frame]);
    }),
  );
});
