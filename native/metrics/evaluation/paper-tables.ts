import type { MetricName } from '../../contract/index.ts';

/** A row of a table for each data set. */
export interface TableMetric {
  readonly title: string;
  /** Null: the paper has it, and this version cannot measure it. */
  readonly name: MetricName | null;
  readonly better: 'higher' | 'lower' | 'neither';
  /** Digits after the point. */
  readonly digits: number;
}

export interface PaperTable {
  readonly title: string;
  readonly caption: string;
  readonly metrics: readonly TableMetric[];
}

const measured = (title: string, name: MetricName, better: TableMetric['better'], digits: number): TableMetric => ({
  ...{ title, name, better, digits },
});
const unmeasured = (title: string): TableMetric => ({ title, name: null, better: 'higher', digits: 3 });

/** Tables 1 and 2 of the DiffVSR paper (arXiv 2501.10110), and what this program measures beside them. */
export const paperTables: readonly PaperTable[] = [
  {
    title: 'Quality',
    caption: "Laid out as the paper's table 1.",
    metrics: [
      measured('PSNR (Y)', 'psnr-y', 'higher', 3),
      measured('PSNR (RGB)', 'psnr-rgb', 'higher', 3),
      measured('SSIM (Y)', 'ssim-y', 'higher', 4),
      measured('SSIM (RGB)', 'ssim-rgb', 'higher', 4),
      unmeasured('NRQM'),
      unmeasured('CLIP-IQA'),
      unmeasured('MUSIQ'),
      unmeasured('DOVER'),
    ],
  },
  {
    title: 'Stability over time',
    caption:
      "Laid out as the paper's table 2. A blurred clip does well here: the ground truth's own numbers say how much change there really is. The motion of E*warp is that of the damaged clip, so noise in it raises the error of everybody, the truth included.",
    metrics: [
      measured('E*warp', 'e-warp', 'lower', 3),
      unmeasured('BC'),
      measured('TF', 'flicker', 'higher', 4),
      measured('tOF', 'tof-reference', 'lower', 3),
    ],
  },
  {
    title: 'More that is measured',
    caption: 'Where neither direction is better, the ground truth is what to come close to.',
    metrics: [
      measured('Motion against the source', 'tof-source', 'lower', 3),
      measured('Seams between windows', 'seam', 'lower', 3),
      measured('Sharpness', 'sharpness', 'neither', 2),
      measured('Noise', 'noise', 'neither', 3),
      measured('Colour shift', 'color-shift', 'lower', 2),
    ],
  },
];

/** What the tables of single clips show. */
export const clipMetrics: readonly TableMetric[] = paperTables.flatMap(({ metrics }) => metrics).filter(({ name }) => name !== null);

export interface Unmeasured {
  readonly titles: readonly string[];
  readonly what: string;
}

/** What the paper or the field measures too, and why no number stands here. */
export const unmeasuredMetrics: readonly Unmeasured[] = [
  { titles: ['CLIP-IQA', 'MUSIQ', 'NRQM', 'NIQE'], what: 'quality of single frames as learned from people, without a reference' },
  { titles: ['DOVER'], what: 'quality of a clip as learned from people, without a reference' },
  { titles: ['LPIPS'], what: 'perceptual distance to the true clip' },
  { titles: ['BC'], what: "VBench's background consistency, by CLIP features" },
];

/** `folder`: where the restored clips lie. */
export function howToAdd(folder: string): string {
  return (
    'Each needs a trained network, and this version has no package for one, so no number is given. ' +
    `To add it, measure the restored clips in ${folder} (FFV1, lossless RGB) with the programs of their authors, or with pyiqa or VBench, and set the numbers beside these.`
  );
}
