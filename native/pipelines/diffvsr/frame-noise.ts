import type { FrameRange } from '../../contract/index.ts';
import { randomBlock, randomPermutation, toNormal } from '../../util/counter-random.ts';

/** What noise is for: each has numbers of its own. */
const streams = { latents: 1, 'low-res': 2, rescheduling: 3 } as const;

/** A rectangle of a frame, in latent pixels. */
export interface NoiseArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Standard normal noise of one frame, [channels, area.height, area.width] float32. A number depends on the seed, the absolute frame and its
 * place in the whole frame: tiles, windows and resumed runs see the same noise at the same place.
 */
export function frameNoise({
  seed,
  stream,
  frame,
  channels,
  frameWidth,
  frameHeight,
  area,
}: {
  readonly seed: number;
  readonly stream: 'latents' | 'low-res';
  readonly frame: number;
  readonly channels: number;
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly area: NoiseArea;
}): Float32Array {
  const noise = new Float32Array(channels * area.width * area.height);
  const four = new Uint32Array(4);
  let block = -1;
  let at = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    for (let row = area.y; row < area.y + area.height; row += 1) {
      const rowStart = (channel * frameHeight + row) * frameWidth + area.x;
      for (let element = rowStart; element < rowStart + area.width; element += 1) {
        if (element >>> 2 !== block) {
          block = element >>> 2;
          randomBlock(seed, { stream: streams[stream], frame, block }, four);
        }
        noise[at] = toNormal(four[element & 3]!);
        at += 1;
      }
    }
  }
  return noise;
}

/**
 * Noise rescheduling (paper section 3.4; specification 1.2, step 8): from the second window on, the four new frames take the noise of the
 * four frames eight before them, in a seeded order. Every window then holds the same eight noises, and a frame
 * has one noise in both its windows. Answers the absolute frame whose own noise the given frame takes.
 */
export function rescheduledFrame({
  seed,
  shot,
  frame,
  window,
}: {
  readonly seed: number;
  readonly shot: FrameRange;
  readonly frame: number;
  readonly window: { readonly length: number; readonly overlap: number };
}): number {
  const stride = window.length - window.overlap;
  let place = frame - shot.startFrame;
  while (place >= window.length) {
    const group = Math.floor(place / stride);
    const order = randomPermutation(seed, { stream: streams.rescheduling, frame: shot.startFrame + group * stride }, stride);
    place = group * stride - window.length + order[place % stride]!;
  }
  return shot.startFrame + place;
}
