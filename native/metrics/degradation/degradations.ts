import { gaussianKernel, randomBlur, randomSinc } from './blur-kernels.ts';
import { createDraws } from './draws.ts';
import type { Draws } from './draws.ts';
import type { FrameFilters, ResizeMode } from './frame-filters.ts';
import { randomNoise } from './pixel-noise.ts';
import type { FloatFrame, NoiseRanges } from './pixel-noise.ts';

/** How a clip is made worse. `simple`: blur and a quarter of the size. `complex`: RealBasicVSR's pipeline (specification 5.3). */
export type DegradationLevel = 'simple' | 'complex';

/** What happens to one frame; `index` counts from the first frame of the clip. */
export type FrameStep = (frame: FloatFrame, index: number) => FloatFrame;

/** An encoder that a whole clip goes through between two passes. */
export interface Compression {
  readonly encoder: 'libx264' | 'mpeg4';
  /** For a picture of 256x256, which is what the published pipeline crops; larger ones get more in proportion. */
  readonly bitRate: number;
}

/** Passes over the clip, with an encoder between each and the next. */
export interface Degradation {
  readonly passes: readonly (readonly FrameStep[])[];
  readonly compressions: readonly Compression[];
}

export interface DegradationOptions {
  readonly level: DegradationLevel;
  readonly seed: number;
  /** Of the degraded clip. */
  readonly width: number;
  readonly height: number;
}

const MODES: readonly ResizeMode[] = ['bilinear', 'area', 'bicubic'];

export function planDegradation(filters: FrameFilters, options: DegradationOptions): Degradation {
  const draws = createDraws(options.seed);
  return options.level === 'simple' ? simple(filters, draws, options) : complex(filters, draws, options);
}

/** Stage 1 of the paper's training: a Gaussian blur that walks, then bicubic; a mean of four before it stands in for antialiasing. */
function simple({ blur, resize }: FrameFilters, draws: Draws, { width, height }: DegradationOptions): Degradation {
  const sigma = draws.walk(0, { low: 0.2, high: 2, step: 0.02 });
  const steps: FrameStep[] = [
    (frame, index) => blur(frame, gaussianKernel(13, sigma(index))),
    (frame) => resize(frame, { width: width * 2, height: height * 2, mode: 'area' }),
    (frame) => resize(frame, { width, height, mode: 'bicubic' }),
  ];
  return { passes: [steps], compressions: [] };
}

/** Purposes of the draws, ten apart. Never renumbered: a seed means its clip. */
const P = {
  blur: 10,
  resize: 20,
  noise: 30,
  jpeg: 40,
  blurAgain: 50,
  resizeAgain: 60,
  noiseAgain: 70,
  jpegAgain: 80,
  end: 90,
  codec: 100,
} as const;

function complex(filters: FrameFilters, draws: Draws, { seed, width, height }: DegradationOptions): Degradation {
  const { blur, resize, sharpen, jpeg } = filters;
  const blurred = (purpose: number, sigma: readonly [number, number]): FrameStep => {
    const kernel = randomBlur(draws, purpose, { low: sigma[0], high: sigma[1] });
    return (frame, index) => blur(frame, kernel(index));
  };
  const noisy = (purpose: number, stream: number, ranges: NoiseRanges): FrameStep => {
    const add = randomNoise({ draws, seed, stream, purpose }, ranges);
    return (frame, index) => {
      add(frame, index);
      return frame;
    };
  };
  const compressed = (purpose: number): FrameStep => {
    const quality = draws.walk(purpose, { low: 30, high: 95, step: 3 });
    return (frame, index) => jpeg(frame, quality(index));
  };
  const first = [
    sharpen,
    blurred(P.blur, [0.2, 3]),
    randomResize(filters, draws, { purpose: P.resize, shares: [0.2, 0.7, 0.1], low: 0.15, high: 1.5, step: 0.015 }),
    noisy(P.noise, 1, { sigma: [1, 30], poisson: [0.05, 3] }),
    compressed(P.jpeg),
  ];
  const second = [
    ...(draws.uniform(P.blurAgain, 0) < 0.8 ? [blurred(P.blurAgain + 1, [0.2, 1.5])] : []),
    randomResize(filters, draws, { purpose: P.resizeAgain, shares: [0.3, 0.4, 0.3], low: 0.3, high: 1.2, step: 0.03 }),
    noisy(P.noiseAgain, 2, { sigma: [1, 25], poisson: [0.05, 2.5] }),
    compressed(P.jpegAgain),
  ];
  const mode = draws.pick(P.end, MODES);
  const sinc = draws.uniform(P.end + 1, 0) < 0.8 ? randomSinc(draws, P.end + 2, Math.PI / 3) : null;
  const toSize: FrameStep = (frame) => resize(frame, { width, height, mode });
  const end = sinc === null ? [toSize] : [toSize, (frame: FloatFrame, index: number) => blur(frame, sinc(index))];
  const compressionLast = draws.uniform(P.end + 5, 0) < 0.5;
  // An encoder makes odd sides even.
  const exact: FrameStep = (frame) =>
    frame.width === width && frame.height === height ? frame : resize(frame, { width, height, mode: 'area' });
  return {
    passes: compressionLast ? [first, [...second, ...end], [exact]] : [first, second, end],
    compressions: [randomCompression(draws, P.codec), randomCompression(draws, P.codec + 2)],
  };
}

/** Up, down or not at all; the factor walks, so that sizes differ between frames. Sides are even. */
function randomResize(
  { resize }: FrameFilters,
  draws: Draws,
  {
    purpose,
    shares,
    low,
    high,
    step,
  }: { readonly purpose: number; readonly shares: readonly number[]; readonly low: number; readonly high: number; readonly step: number },
): FrameStep {
  const way = draws.pick(purpose, ['up', 'down', 'keep'] as const, shares);
  const mode = draws.pick(purpose + 1, MODES);
  const factor = draws.walk(purpose + 2, way === 'up' ? { low: 1, high, step } : { low, high: 1, step });
  if (way === 'keep') return (frame) => frame;
  return (frame, index) => resize(frame, { width: even(frame.width * factor(index)), height: even(frame.height * factor(index)), mode });
}

/** Two names of three mean x264 in the published list (libx264, h264, mpeg4). */
function randomCompression(draws: Draws, purpose: number): Compression {
  const encoder = draws.pick(purpose, ['libx264', 'libx264', 'mpeg4'] as const);
  return { encoder, bitRate: Math.round(1e4 + 9e4 * draws.uniform(purpose + 1, 0)) };
}

export function even(side: number): number {
  return Math.max(2, Math.floor(side / 2) * 2);
}
