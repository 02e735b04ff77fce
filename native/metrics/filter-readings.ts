import type { MetricName } from '../contract/index.ts';
import { decibels } from './metric-psnr.ts';

/** What ffmpeg's filters are asked about the clips: of luma as it is stored, or of 8-bit RGB. */
export type FilterQuestion = 'psnr-luma' | 'ssim-luma' | 'change-luma' | 'psnr-rgb' | 'change-rgb';

/** How a metric is read off what the filters say of a frame. */
export interface FilterReading {
  readonly question: FilterQuestion;
  /** The keys of what they say. */
  readonly keys: readonly string[];
  /** Of the mean of the values of the keys. */
  readonly number: (mean: number) => number;
}

/** The filter says a change as a share of the range. */
const inLevels = (mean: number): number => 255 * mean;

const change: FilterReading = {
  question: 'change-rgb',
  keys: ['lavfi.msad.msad.R', 'lavfi.msad.msad.G', 'lavfi.msad.msad.B'],
  number: inLevels,
};

/** The metrics whose numbers ffmpeg's own filters give, so that no pixel has to leave ffmpeg. */
const readings: ReadonlyMap<MetricName, FilterReading> = new Map([
  ['psnr-luma', { question: 'psnr-luma', keys: ['lavfi.psnr.mse.y'], number: decibels }],
  ['ssim-luma', { question: 'ssim-luma', keys: ['lavfi.ssim.Y'], number: (mean) => mean }],
  ['psnr-rgb', { question: 'psnr-rgb', keys: ['lavfi.psnr.mse.r', 'lavfi.psnr.mse.g', 'lavfi.psnr.mse.b'], number: decibels }],
  ['flicker', change],
  ['flicker-luma', { question: 'change-luma', keys: ['lavfi.msad.msad.Y'], number: inLevels }],
  ['seam', change],
] satisfies [MetricName, FilterReading][]);

export function filterReading(name: MetricName): FilterReading | null {
  return readings.get(name) ?? null;
}
