import type { MetricFacts, MetricName } from '../../contract/index.ts';

/** A row of a table for each data set. */
export interface TableMetric {
  readonly title: string;
  /** Null: the paper has it, and its package is not here. */
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
/** By a package of that id, whose manifest says which way is better; without it there is no number. */
const packaged = (title: string, id: MetricName): PackagedRow => ({ title, id });

interface PackagedRow {
  readonly title: string;
  readonly id: MetricName;
}

interface TableLayout extends Omit<PaperTable, 'metrics'> {
  readonly metrics: readonly (TableMetric | PackagedRow)[];
}

/** Tables 1 and 2 of the DiffVSR paper (arXiv 2501.10110), and what this program measures beside them. */
const layouts: readonly TableLayout[] = [
  {
    title: 'Quality',
    caption: "Laid out as the paper's table 1.",
    metrics: [
      measured('PSNR (Y)', 'psnr-y', 'higher', 3),
      measured('PSNR (RGB)', 'psnr-rgb', 'higher', 3),
      measured('SSIM (Y)', 'ssim-y', 'higher', 4),
      measured('SSIM (RGB)', 'ssim-rgb', 'higher', 4),
      packaged('NRQM', 'nrqm'),
      packaged('CLIP-IQA', 'clip-iqa'),
      packaged('MUSIQ', 'musiq'),
      packaged('DOVER', 'dover'),
    ],
  },
  {
    title: 'Stability over time',
    caption:
      "Laid out as the paper's table 2. A blurred clip does well here: the ground truth's own numbers say how much change there really is. The motion of E*warp is that of the damaged clip, so noise in it raises the error of everybody, the truth included.",
    metrics: [
      measured('E*warp', 'e-warp', 'lower', 3),
      packaged('BC', 'background-consistency'),
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

/** `packages`: what was measured by packages. Those that the paper does not have come last. */
export function paperTables(packages: readonly MetricFacts[]): readonly PaperTable[] {
  const placed = new Set(layouts.flatMap(({ metrics }) => metrics.map((row) => ('id' in row ? row.id : row.name))));
  const more = packages.filter(({ name }) => !placed.has(name)).map((facts) => measured(facts.title, facts.name, facts.better, 3));
  return layouts.map((layout, index) => {
    const rows = layout.metrics.map((row) => {
      if (!('id' in row)) return row;
      const facts = packages.find(({ name }) => name === row.id);
      return { title: row.title, name: facts?.name ?? null, better: facts?.better ?? 'higher', digits: 3 } as const;
    });
    return { ...layout, metrics: index === layouts.length - 1 ? [...rows, ...more] : rows };
  });
}

/** What the tables of single clips show. */
export function clipMetrics(packages: readonly MetricFacts[]): readonly TableMetric[] {
  return paperTables(packages)
    .flatMap(({ metrics }) => metrics)
    .filter(({ name }) => name !== null);
}
