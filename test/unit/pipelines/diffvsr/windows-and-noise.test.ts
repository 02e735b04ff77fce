import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameNoise, rescheduledFrame } from '../../../../native/pipelines/diffvsr/frame-noise.ts';
import { blendOverlap, transitionWeights } from '../../../../native/pipelines/diffvsr/latent-transition.ts';
import { layWindows, sourceFrame, windowsFor } from '../../../../native/pipelines/diffvsr/temporal-windows.ts';

const window = { length: 8, overlap: 4 };
const anyShot = fc
  .tuple(fc.nat(100_000), fc.integer({ min: 1, max: 60 }))
  .map(([startFrame, frames]) => ({ startFrame, endFrame: startFrame + frames }));

describe('windows', () => {
  test.each([
    [1, [0]],
    [5, [0]],
    [8, [0]],
    [9, [0, 4, 8]],
    [16, [0, 4, 8]],
    [17, [0, 4, 8, 12, 16]],
  ])('a shot of %s frames', (frames, starts) => {
    expect(layWindows({ startFrame: 100, endFrame: 100 + frames }, window).starts).toEqual(starts.map((start) => 100 + start));
  });

  test('every frame of a shot lies in one window at its start, in two where windows overlap, and none begins outside', () => {
    fc.assert(
      fc.property(anyShot, (shot) => {
        const layout = layWindows(shot, window);
        for (let frame = shot.startFrame; frame < shot.endFrame; frame += 1) {
          const holding = layout.starts.filter((start) => start <= frame && frame < start + 8).length;
          const isEdge = frame < shot.startFrame + 4 || frame >= layout.starts.at(-1)! + 4;
          expect(holding).toBe(isEdge ? 1 : 2);
        }
        expect(layout.starts.every((start) => start < shot.endFrame)).toBe(true);
      }),
    );
  });

  test('a range needs the windows that hold its frames, at the same places as for the whole shot', () => {
    const layout = layWindows({ startFrame: 10, endFrame: 50 }, window);

    expect(windowsFor(layout, { startFrame: 23, endFrame: 24 })).toEqual([18, 22]);
    expect(windowsFor(layout, { startFrame: 10, endFrame: 12 })).toEqual([10]);
    expect(windowsFor(layout, { startFrame: 10, endFrame: 50 })).toEqual(layout.starts);
  });

  test('past its end a shot runs back and forth, never outside', () => {
    const shown = (frames: number): number[] =>
      Array.from({ length: 8 }, (_, i) => sourceFrame({ startFrame: 20, endFrame: 20 + frames }, 20 + i) - 20);

    expect(shown(1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(shown(3)).toEqual([0, 1, 2, 1, 0, 1, 2, 1]);
    // The official rule, where it is defined: frames T-2, T-3 ... are appended.
    expect(shown(5)).toEqual([0, 1, 2, 3, 4, 3, 2, 1]);
  });
});

describe('noise', () => {
  const whole = { seed: 10, stream: 'latents', channels: 3, frameWidth: 13, frameHeight: 7 } as const;

  test('a tile holds the same numbers as the whole frame at its place', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(5), fc.nat(1000), (x, y, frame) => {
        const area = { x, y, width: 13 - x, height: 7 - y };
        const all = frameNoise({ ...whole, frame, area: { x: 0, y: 0, width: 13, height: 7 } });
        const tile = frameNoise({ ...whole, frame, area });
        let at = 0;
        for (let channel = 0; channel < 3; channel += 1)
          for (let row = y; row < 7; row += 1)
            for (let column = x; column < 13; column += 1) {
              expect(tile[at]).toBe(all[(channel * 7 + row) * 13 + column]);
              at += 1;
            }
      }),
    );
  });

  test('frames, streams and seeds have numbers of their own', () => {
    const area = { x: 0, y: 0, width: 4, height: 4 };
    const firsts = [
      frameNoise({ ...whole, frame: 0, area }),
      frameNoise({ ...whole, frame: 1, area }),
      frameNoise({ ...whole, frame: 0, area, stream: 'low-res' }),
      frameNoise({ ...whole, frame: 0, area, seed: 11 }),
    ].map((noise) => noise[0]);

    expect(new Set(firsts).size).toBe(4);
  });

  test('rescheduled: every window holds each of the eight first noises once', () => {
    fc.assert(
      fc.property(anyShot, fc.nat(), (shot, seed) => {
        for (const start of layWindows(shot, window).starts) {
          const sources = Array.from({ length: 8 }, (_, i) => rescheduledFrame({ seed, shot, frame: start + i, window }));
          expect(sources.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, i) => shot.startFrame + i));
        }
      }),
    );
  });

  test('rescheduled as the published loop does it, one group after the other', () => {
    const shot = { startFrame: 0, endFrame: 24 };
    const sources = Array.from({ length: 24 }, (_, frame) => rescheduledFrame({ seed: 5, shot, frame, window }));

    for (let group = 8; group < 24; group += 4) {
      const taken = sources.slice(group, group + 4);
      expect(taken.toSorted()).toEqual(sources.slice(group - 8, group - 4).toSorted());
    }
  });
});

describe('interweaved latent transition', () => {
  test('weights of the paper and of the published code', () => {
    expect(transitionWeights('paper', 4).map((each) => each.toFixed(4))).toEqual(['1.0000', '0.6667', '0.3333', '0.0000']);
    expect(transitionWeights('reference', 4).map((each) => each.toFixed(4))).toEqual(['0.8000', '0.6000', '0.4000', '0.2000']);
  });

  test('equal latents stay as they are, whatever the weights', () => {
    const latents = [0, 1, 2, 3].map((j) => Float32Array.of(j, -j, 0.1));

    expect(blendOverlap(latents, latents, 'reference').map((each) => [...each])).toEqual(
      latents.map((each) => [...each].map((value) => expect.closeTo(value, 6) as number)),
    );
  });

  test('goes over from the window before to the own', () => {
    const before = [0, 0, 0, 0].map((value) => Float32Array.of(value));
    const own = [1, 1, 1, 1].map((value) => Float32Array.of(value));

    expect(blendOverlap(before, own, 'paper').map((each) => each[0]!.toFixed(4))).toEqual(['0.0000', '0.3333', '0.6667', '1.0000']);
  });
});
