import type { TimelineScale } from './timeline-scale.ts';

/** Peaks at every coarseness: level n has one for 2^n of the first. Made once, so that three hours are drawn from a few thousand bytes. */
export type PeakLevels = readonly [Uint8Array, ...Uint8Array[]];

export function peakLevels(peaks: Uint8Array): PeakLevels {
  const levels: [Uint8Array, ...Uint8Array[]] = [peaks];
  for (let finer = peaks; finer.length > 1;) {
    const coarser = new Uint8Array(Math.ceil(finer.length / 2));
    for (let index = 0; index < coarser.length; index++) coarser[index] = Math.max(finer[2 * index]!, finer[2 * index + 1] ?? 0);
    levels.push(coarser);
    finer = coarser;
  }
  return levels;
}

/**
 * The loudest peak from `from` to before `to` (fractional places of the finest level), 0 where there is none. Looks at four peaks at
 * most, of a level coarse enough; so it may take in a little of the neighbourhood, never less than was asked for.
 */
export function loudest(levels: PeakLevels, from: number, to: number): number {
  const level = Math.min(levels.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, to - from))) - 1));
  const peaks = levels[level]!;
  const length = 2 ** level;
  const first = Math.max(0, Math.floor(from / length));
  const end = Math.min(peaks.length, Math.max(first + 1, Math.ceil(to / length)));
  let highest = 0;
  for (let index = first; index < end; index++) highest = Math.max(highest, peaks[index]!);
  return highest;
}

export interface SoundBar {
  /** Left edge in CSS pixels. */
  readonly x: number;
  /** 0..1 of the lane's height. */
  readonly height: number;
}

/** One bar and the gap after it, in CSS pixels. */
export const barStepPx = 3;

interface BarsOptions {
  readonly levels: PeakLevels;
  readonly scale: TimelineScale;
  readonly width: number;
  readonly frameCount: number;
  readonly peaksPerFrame: number;
}

/** The bars in sight. They stand at fixed places of the clip, so that scrolling moves them and does not change them. */
export function soundBars({ levels, scale, width, frameCount, peaksPerFrame }: BarsOptions): readonly SoundBar[] {
  const scrolledPx = scale.scrollFrame * scale.pixelsPerFrame;
  const first = Math.max(0, Math.floor(scrolledPx / barStepPx));
  const end = Math.ceil(Math.min(scrolledPx + width, frameCount * scale.pixelsPerFrame) / barStepPx);
  const peaksPerBar = (barStepPx / scale.pixelsPerFrame) * peaksPerFrame;
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => {
    const bar = first + index;
    const peak = loudest(levels, bar * peaksPerBar, (bar + 1) * peaksPerBar);
    // The root: speech and hiss are seen next to a bang.
    return { x: bar * barStepPx - scrolledPx, height: Math.sqrt(peak / 255) };
  });
}
