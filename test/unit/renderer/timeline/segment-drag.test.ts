import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SegmentId } from '../../../../native/contract/index.ts';
import {
  dragSegment,
  idleDrag,
  type DragEvent,
  type DragPart,
  type DragState,
} from '../../../../renderer/features/timeline/segment-drag.ts';
import { snap } from '../../../../renderer/features/timeline/snapping.ts';

const id = 'a' as SegmentId;
const context = { pixelsPerFrame: 2, frameCount: 300, targets: [0, 50, 180, 300] };
const down = (part: DragPart): DragEvent => ({ type: 'down', id, part, startX: 400, inFrame: 100, outFrame: 150 });
const move = (x: number, snapping = true): DragEvent => ({ type: 'move', x, snapping });
const after = (...events: DragEvent[]): DragState =>
  events.reduce<DragState>((state, event) => dragSegment(state, event, context), idleDrag);
const range = (state: DragState) => (state.status === 'dragging' ? [state.inFrame, state.outFrame, state.snappedTo] : state.status);

test('a small tremble is still a click', () => {
  expect(range(after(down('in'), move(402)))).toBe('pressed');
  expect(range(after(down('in'), move(402), { type: 'up' }))).toBe('idle');
});

test('an edge follows the pointer in whole frames', () => {
  expect(range(after(down('in'), move(425)))).toEqual([113, 150, null]);
  expect(range(after(down('out'), move(421)))).toEqual([100, 161, null]);
});

test('an edge sticks to what is near, unless snapping is held off', () => {
  expect(range(after(down('in'), move(304)))).toEqual([50, 150, 50]);
  expect(range(after(down('in'), move(304, false)))).toEqual([52, 150, null]);
});

test('an edge keeps a frame of length and stays in the clip', () => {
  expect(range(after(down('in'), move(900)))).toEqual([149, 150, null]);
  expect(range(after(down('out'), move(-900)))).toEqual([100, 101, null]);
  expect(range(after(down('out'), move(4000)))).toEqual([100, 300, null]);
});

test('the body slips both ends together, sticks with either, and stops at the ends', () => {
  expect(range(after(down('body'), move(430)))).toEqual([115, 165, null]);
  expect(range(after(down('body'), move(458)))).toEqual([130, 180, 180]);
  expect(range(after(down('body'), move(302)))).toEqual([50, 100, 50]);
  expect(range(after(down('body'), move(-9000, false)))).toEqual([0, 50, null]);
  expect(range(after(down('body'), move(9000, false)))).toEqual([250, 300, null]);
});

test('Escape and letting go both end the drag; moves after that do nothing', () => {
  expect(after(down('in'), move(500), { type: 'escape' }, move(600))).toEqual(idleDrag);
  expect(after(down('in'), move(500), { type: 'up' }, move(600))).toEqual(idleDrag);
});

test('whatever the hand does, the segment stays a range of the clip, and slipping keeps its length', () => {
  const moves = fc.array(
    fc.record({ type: fc.constant('move' as const), x: fc.integer({ min: -2000, max: 2000 }), snapping: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.constantFrom<DragPart>('in', 'out', 'body'), moves, (part, events) => {
      const state = after(down(part), ...events);
      if (state.status !== 'dragging') return;

      expect(state.inFrame).toBeGreaterThanOrEqual(0);
      expect(state.outFrame).toBeLessThanOrEqual(context.frameCount);
      expect(state.outFrame).toBeGreaterThan(state.inFrame);
      if (part === 'body') expect(state.outFrame - state.inFrame).toBe(50);
      if (part === 'in') expect(state.outFrame).toBe(150);
    }),
  );
});

test('snapping takes the nearest target', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1000), { minLength: 1 }), fc.double({ min: 0, max: 1000, noNaN: true }), (numbers, position) => {
      const targets = numbers.sort((a, b) => a - b);
      const least = Math.min(...targets.map((target) => Math.abs(target - position)));

      expect(Math.abs(snap(position, targets, Infinity).frame - position)).toBe(least);
    }),
  );
});
