import type { Draws, WalkRange } from './draws.ts';

/** Taps of a square filter, row by row, that add up to 1. */
export interface BlurKernel {
  readonly size: number;
  readonly taps: Float32Array;
}

/** Kinds and their shares in RealBasicVSR's configuration (specification 5.3). */
const KINDS = ['iso', 'aniso', 'generalized-iso', 'generalized-aniso', 'plateau-iso', 'plateau-aniso', 'sinc'] as const;
const SHARES = [0.405, 0.225, 0.108, 0.027, 0.108, 0.027, 0.1];
const SIZES = [7, 9, 11, 13, 15, 17, 19, 21];

/** A blur whose parameters walk from frame to frame. `purpose`: the first of eight that are its own. */
export function randomBlur(draws: Draws, purpose: number, sigma: Pick<WalkRange, 'low' | 'high'>): (frame: number) => BlurKernel {
  const kind = draws.pick(purpose, KINDS, SHARES);
  if (kind === 'sinc') return randomSinc(draws, purpose + 1);
  const size = draws.pick(purpose + 1, SIZES);
  const sigmaX = draws.walk(purpose + 2, { ...sigma, step: 0.02 });
  const sigmaY = draws.walk(purpose + 3, { ...sigma, step: 0.02 });
  const angle = draws.walk(purpose + 4, { low: -Math.PI, high: Math.PI, step: 0.31416 });
  const plateau = kind.startsWith('plateau');
  const beta = draws.walk(purpose + 5, plateau ? { low: 1, high: 2, step: 0.1 } : { low: 0.5, high: 4, step: 0.05 });
  const round = kind.endsWith('iso') && !kind.endsWith('aniso');
  const profile = (form: number, power: number): number => {
    if (plateau) return 1 / (1 + form ** power);
    return Math.exp(-0.5 * (kind.startsWith('generalized') ? form ** power : form));
  };
  return (frame) => {
    const [along, across, turn, power] = [sigmaX(frame), sigmaY(frame), angle(frame), beta(frame)];
    return kernelOf(size, gaussianForm({ along, across: round ? along : across, angle: round ? 0 : turn }), (form) => profile(form, power));
  };
}

/** What a sharp limit in frequency leaves. `low`: of the cutoff, pi / 3 for small kernels and pi / 5 for others when left out. */
export function randomSinc(draws: Draws, purpose: number, low?: number): (frame: number) => BlurKernel {
  const size = draws.pick(purpose, SIZES);
  const cutoff = draws.walk(purpose + 1, { low: low ?? (size < 13 ? Math.PI / 3 : Math.PI / 5), high: Math.PI, step: 0.0628 });
  return (frame) => {
    const limit = cutoff(frame);
    const at = (radius: number): number =>
      radius === 0 ? limit ** 2 / (4 * Math.PI) : (limit * besselJ1(limit * radius)) / (2 * Math.PI * radius);
    return kernelOf(size, (x, y) => Math.hypot(x, y), at);
  };
}

export function gaussianKernel(size: number, sigma: number): BlurKernel {
  return kernelOf(size, gaussianForm({ along: sigma, across: sigma, angle: 0 }), (form) => Math.exp(-0.5 * form));
}

/** x' S^-1 x. */
function gaussianForm({ along, across, angle }: { readonly along: number; readonly across: number; readonly angle: number }) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x: number, y: number): number => ((cos * x + sin * y) / along) ** 2 + ((cos * y - sin * x) / across) ** 2;
}

function kernelOf(size: number, form: (x: number, y: number) => number, profile: (form: number) => number): BlurKernel {
  const middle = (size - 1) / 2;
  const taps = Float64Array.from({ length: size * size }, (_, i) => profile(form((i % size) - middle, Math.floor(i / size) - middle)));
  const sum = taps.reduce((total, tap) => total + tap);
  return { size, taps: Float32Array.from(taps, (tap) => tap / sum) };
}

/** First-order Bessel function of the first kind: its integral form by the midpoint rule, plenty at these arguments. */
function besselJ1(x: number): number {
  const points = 256;
  let sum = 0;
  for (let i = 0; i < points; i += 1) {
    const angle = ((i + 0.5) * Math.PI) / points;
    sum += Math.cos(angle - x * Math.sin(angle));
  }
  return sum / points;
}
