import type { MetricFacts } from '../contract/index.ts';
import { meanOf } from './metric.ts';
import type { Metric, Moment } from './metric.ts';
import { storedLuma } from './stored-luma.ts';

/** Keeps identical frames finite: they have 80 dB (as pyiqa has it). */
const EPSILON = 1e-8;

export const psnrRgb: Metric = {
  facts: facts({
    name: 'psnr-rgb',
    title: 'PSNR (RGB)',
    definition: 'Over all samples of the three channels, values 0 to 1: 10 log10(1 / (mean squared error + 1e-8)). Mean over frames.',
  }),
  open: ({ kernels, size: { width, height } }) => ({
    detail: '',
    measure: ({ restored, reference }: Moment) => {
      if (reference === null) return null;
      const samples = width * height * 3;
      return decibels(kernels.squaredError(restored.rgb, reference.rgb, samples) / samples);
    },
  }),
  summarize: meanOf,
};

export const psnrY: Metric = {
  facts: facts({
    name: 'psnr-y',
    title: 'PSNR (Y)',
    definition:
      'Of luma, Y of YIQ out of 8-bit RGB (0.299 R + 0.587 G + 0.114 B, not rounded, values 0 to 1): 10 log10(1 / (mean squared error + 1e-8)). Mean over frames.',
  }),
  open: ({ kernels, size: { width, height } }) => ({
    detail: '',
    measure: ({ restored, reference }: Moment) => {
      if (reference === null) return null;
      const samples = width * height;
      return decibels(kernels.planeSquaredError(restored.luma(), reference.luma(), samples) / samples);
    },
  }),
  summarize: meanOf,
};

function facts(own: Pick<MetricFacts, 'name' | 'title' | 'definition'>): MetricFacts {
  return { ...own, version: 1, unit: 'dB', frameUnit: 'dB', better: 'higher', scope: 'frame', needs: 'reference' };
}

/** What ffmpeg's psnr filter calls y, of 8 bits. */
export const psnrLuma: Metric = {
  facts: facts({
    name: 'psnr-luma',
    title: 'PSNR (stored luma)',
    definition: `${storedLuma} Values 0 to 1: 10 log10(1 / (mean squared error + 1e-8)), the error by ffmpeg's psnr filter. Mean over frames.`,
  }),
  open: null,
  summarize: meanOf,
};

/** Of a mean squared error in levels. */
export function decibels(meanSquares: number): number {
  return 10 * Math.log10(1 / (meanSquares / 255 ** 2 + EPSILON));
}
