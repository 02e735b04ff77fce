import type { MetricFacts } from '../contract/index.ts';
import type { PixelKernels } from './kernels/open-kernels.ts';
import { meanOf } from './metric.ts';
import type { Metric, MeasuringRoom, Meter, Series, Summary } from './metric.ts';
import { storedLuma } from './stored-luma.ts';

/** Side of the window, and its spread (Wang et al. 2004). */
const TAPS = 11;
const SIGMA = 1.5;

const words =
  'Wang et al. 2004: Gaussian window 11x11, sigma 1.5, only where it lies inside the picture, C1 = (0.01 x 255)^2, C2 = (0.03 x 255)^2, negative contrast counts as 0, no downsampling';

export const ssimY: Metric = {
  facts: facts({
    name: 'ssim-y',
    title: 'SSIM (Y)',
    definition: `${words}. Of luma, Y of YIQ out of 8-bit RGB, rounded to whole levels. Mean over frames.`,
  }),
  open: (room) => {
    const compare = openSsim(room, { round: true });
    return meterOf(({ restored, reference }) => (reference === null ? null : compare(restored.luma(), reference.luma())));
  },
  summarize,
};

export const ssimRgb: Metric = {
  facts: facts({ name: 'ssim-rgb', title: 'SSIM (RGB)', definition: `${words}. Mean of the three channels, then over frames.` }),
  open: (room) => {
    const compare = openSsim(room, { round: false });
    return meterOf(({ restored, reference }) => {
      if (reference === null) return null;
      const channels = ([0, 1, 2] as const).map((index) => compare(restored.channel(index), reference.channel(index)));
      return channels.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value / 3), 0);
    });
  },
  summarize,
};

/** The number that encoders are compared by; not the one of papers. */
export const ssimLuma: Metric = {
  facts: facts({
    name: 'ssim-luma',
    title: 'SSIM (stored luma, ffmpeg)',
    definition: `${storedLuma} As ffmpeg's ssim filter has it: windows of 8x8 pixels of equal weight, every 4 pixels, C1 = (0.01 x 255)^2, C2 = (0.03 x 255)^2. Not the same numbers as SSIM (Y). Mean over frames.`,
  }),
  open: null,
  summarize: (series) => {
    const mean = meanOf(series);
    return mean.value === null ? { value: null, note: 'The picture is smaller than the window of 8x8 pixels.' } : mean;
  },
};

function meterOf(measure: Meter['measure']): Meter {
  return { detail: '', measure };
}

/** Mean SSIM of two planes; null where the window does not fit. */
function openSsim(
  { kernels, size: { width, height } }: MeasuringRoom,
  { round }: { readonly round: boolean },
): (x: number, y: number) => number | null {
  const places = (width - TAPS + 1) * (height - TAPS + 1);
  if (width < TAPS || height < TAPS) return () => null;
  const weights = placeWeights(kernels);
  const scratch = kernels.allocate(kernels.ssimScratch(width));
  return (x, y) => kernels.ssim(x, y, width, height, weights, round ? 1 : 0, scratch) / places;
}

function placeWeights(kernels: PixelKernels): number {
  const place = kernels.allocate(TAPS * 4);
  const weights = Array.from({ length: TAPS }, (_, i) => Math.exp(-((i - (TAPS - 1) / 2) ** 2) / (2 * SIGMA ** 2)));
  const sum = weights.reduce((total, weight) => total + weight);
  kernels.floats(place, TAPS).set(weights.map((weight) => weight / sum));
  return place;
}

function facts(own: Pick<MetricFacts, 'name' | 'title' | 'definition'>): MetricFacts {
  return { ...own, version: 1, unit: '', frameUnit: '', better: 'higher', scope: 'frame', needs: 'reference' };
}

function summarize(series: Series): Summary {
  const mean = meanOf(series);
  return mean.value === null ? { value: null, note: 'The picture is smaller than the window of 11x11 pixels.' } : mean;
}
